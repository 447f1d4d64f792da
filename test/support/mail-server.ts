import { simpleParser } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A mail as it arrived. */
export interface ArrivedMail {
  to: string;
  subject: string;
  text: string;
  messageId: string;
}

/** How the server answers a mail: takes it, refuses it for now or for good, or breaks the line once it has it. */
export type Manner = 'takes' | 'refuses-for-now' | 'refuses' | 'breaks-off';

/** A real mail server of the test's own, which does as it is told. */
export class MailServer {
  readonly arrived: ArrivedMail[] = [];
  manner: Manner = 'takes';
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        void this.take(stream).then(async (mail) => {
          if (this.manner === 'takes' || this.manner === 'breaks-off') this.arrived.push(mail);
          if (this.manner === 'breaks-off') {
            // The mail is here; the sender never hears of it.
            this.server.connections.forEach((connection) => connection.close());
            return;
          }
          await sleep(1);
          if (this.manner === 'takes') done();
          else
            done(
              Object.assign(new Error('not now'), { responseCode: this.manner === 'refuses' ? 550 : 450 }),
            );
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<MailServer> {
    const started = new MailServer();
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(stream: SMTPServerDataStream): Promise<ArrivedMail> {
    const { to, subject = '', text = '', messageId = '' } = await simpleParser(stream);
    const [address] = [to].flat();
    return { to: address?.text ?? '', subject, text, messageId };
  }
}
