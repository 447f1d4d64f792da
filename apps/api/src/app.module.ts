import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Store } from '#store';
import { commandControllers } from './commands/command-doors.js';
import { ContractPipe } from './door/validation.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { HealthController } from './health.controller.js';
import { LiveGateway } from './live/live.gateway.js';
import { Subscriptions } from './live/subscriptions.js';
import { BundleController } from './log/bundle.controller.js';
import { LogController } from './log/log.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { PeopleListsController } from './people/people-lists.controller.js';
import { DEMO_PEOPLE, EVIDENCE_FILES, IS_MAIL_ON, PUBLIC_URL, SIGN_ON, type ApiOptions } from './options.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { ChecksController } from './reading/checks.controller.js';
import { ContentController } from './reading/content.controller.js';
import { EmergencyController } from './reading/emergency.controller.js';
import { EmergencyRecorder } from './reading/emergency-recorder.js';
import { InstallationController } from './reading/installation.controller.js';
import { explainControllers } from './reading/explain.controller.js';
import { OversightController } from './reading/oversight.controller.js';
import { PastController } from './reading/past.controller.js';
import { SavedQueriesController } from './reading/saved-queries.controller.js';
import { SegregationController } from './reading/segregation.controller.js';
import { WorkController } from './reading/work.controller.js';
import { PaceGuard } from './protection/pace.guard.js';
import { Protection } from './protection/protection.js';
import { OwnFactorsController } from './session/own-factors.controller.js';
import { OwnSite } from './session/own-site.js';
import { SecondFactorController } from './session/second-factor.controller.js';
import { SessionController } from './session/session.controller.js';
import { SessionGuard } from './session/session.guard.js';
import { AccessController } from './session/access.controller.js';
import { BesideTheAnswer } from './session/beside-the-answer.js';
import { PasswordController } from './session/password.controller.js';
import { SignInAnswers } from './session/sign-in-answers.js';
import { SignInPace } from './session/sign-in-pace.js';
import { DirectoryTokensController } from './sign-on/directory-tokens.controller.js';
import { Arrivals } from './sign-on/arrivals.js';
import { Provider } from './sign-on/provider.js';
import { SignOnController } from './sign-on/sign-on.controller.js';

/** Those that are made from the contracts' tables. */
const tabledControllers = [...explainControllers, ...commandControllers];

/** Single sign-on, and what comes by it. */
const signOnControllers = [SignOnController, DirectoryTokensController];

/** All doors of the API over one opened store. */
@Module({})
export class AppModule {
  static over({
    store,
    files,
    demoPeople,
    isMailOn,
    publicUrl,
    signOn,
    protection,
  }: Pick<ApiOptions, 'store' | 'files' | 'demoPeople' | 'isMailOn' | 'publicUrl' | 'signOn'> & {
    protection: Protection;
  }): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        SessionController,
        SecondFactorController,
        OwnFactorsController,
        AccessController,
        PasswordController,
        ContentController,
        WorkController,
        OversightController,
        InstallationController,
        PastController,
        SavedQueriesController,
        SegregationController,
        ChecksController,
        PeopleListsController,
        EmergencyController,
        ...signOnControllers,
        LogController,
        BundleController,
        EvidenceController,
        OpenApiController,
        HealthController,
        ...tabledControllers,
      ],
      providers: [
        { provide: Store, useValue: store },
        { provide: EVIDENCE_FILES, useValue: files },
        { provide: DEMO_PEOPLE, useValue: demoPeople ?? null },
        { provide: PUBLIC_URL, useValue: publicUrl ?? null },
        { provide: IS_MAIL_ON, useValue: isMailOn ?? false },
        { provide: Protection, useValue: protection },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_GUARD, useClass: PaceGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: EmergencyRecorder },
        { provide: APP_PIPE, useClass: ContractPipe },
        OwnSite,
        SignInAnswers,
        { provide: SIGN_ON, useValue: signOn ? new Provider(signOn) : null },
        SignInPace,
        BesideTheAnswer,
        Arrivals,
        Subscriptions,
        LiveGateway,
      ],
    };
  }
}
