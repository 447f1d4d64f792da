import type { Language } from '#contracts';
import type { EmergencyNews } from '#store';

/** What the daily mail tells of a checkpoint. */
export interface CheckpointFacts {
  installation: string;
  /** YYYY-MM-DD. */
  day: string;
  /** The signed checkpoint, exactly as it was signed. */
  note: string;
}

/** What a mail tells of alarms. */
export interface AlarmFacts {
  installation: string;
  /** Of all alarms that are told at once. */
  count: number;
  /** What was found, in English, as checks word it. */
  findings: readonly string[];
}

/** What a mail tells of a link by which a password is chosen. */
export interface LinkFacts {
  installation: string;
  /** Of the person. */
  name: string;
  link: string;
}

/** What a mail tells of emergency access: neither who asked nor for what, which may be confidential. */
export interface EmergencyFacts {
  installation: string;
  /** Where more is told, to whoever signs in. */
  link: string | null;
}

interface MailWords {
  checkpoint(facts: CheckpointFacts): { subject: string; text: string };
  alarm(facts: AlarmFacts): { subject: string; text: string };
  invitation(facts: LinkFacts): { subject: string; text: string };
  reset(facts: LinkFacts): { subject: string; text: string };
  emergency: Record<EmergencyNews, (facts: EmergencyFacts) => { subject: string; text: string }>;
}

const en: MailWords = {
  checkpoint: ({ installation, day, note }) => ({
    subject: `${installation}: checkpoint of ${day}`,
    text: `This is the newest signed checkpoint of the history that ${installation} keeps. Keep this mail: with it you can show later that nothing before it was changed or removed.

${note}
The second line says how many entries the history had, the third is the hash over all of them. The last lines are signatures. To check a history against it, save the lines from the first to the last signature to a file and run: uphold verify FILE --checkpoint SAVED

You get this mail once a day because you asked for it on the page “Integrity”, where you can end it.
`,
  }),
  alarm: ({ installation, count, findings }) => ({
    subject: `${installation}: ALARM, the history or evidence is not as it was recorded (${count})`,
    text: `A check of ${installation} found what is not as the history says it must be:

${findings.map((finding) => `- ${finding}`).join('\n')}
${count > findings.length ? `- and ${count - findings.length} more\n` : ''}
Sign in and open the page “Integrity”. Change nothing in the database or among the files before somebody has looked. An alarm is cleared only by a later check that finds the same thing sound again.
`,
  }),
  invitation: ({ installation, name, link }) => ({
    subject: `${installation}: you are invited`,
    text: `Dear ${name},

you have an account at ${installation}. Choose a password to sign in with:

${link}

The link works once, within seven days. If it has run out, ask an administrator for another one. If you do not expect this mail, you need not do anything.
`,
  }),
  reset: ({ installation, name, link }) => ({
    subject: `${installation}: choose a new password`,
    text: `Dear ${name},

somebody asked for a new password for your account at ${installation}. If it was you, choose one here:

${link}

The link works once, within one hour, and ends all your sessions. If it was not you, you need not do anything: your password stays as it is.
`,
  }),
  emergency: {
    requested: ({ installation, link }) => ({
      subject: `${installation}: emergency access was asked for`,
      text: `Somebody asked at ${installation} to read in an emergency what their roles do not open. Sign in and open the page “Emergency access” to see who asked, for what and why. A manager of the scope, an auditor or an administrator decides.
${link ? `\n${link}\n` : ''}
You get this mail because you may know of it, or because the request was made in your name. If it is in your name and you did not make it, tell an administrator at once.
`,
    }),
    approved: ({ installation, link }) => ({
      subject: `${installation}: emergency access is open`,
      text: `Somebody reads at ${installation} under emergency access now. Sign in and open the page “Emergency access” to see who, for how long and what is opened. It can be ended there at any time.
${link ? `\n${link}\n` : ''}
You get this mail because you may know of it, or because the access is yours.
`,
    }),
  },
};

const ar: MailWords = {
  checkpoint: ({ installation, day, note }) => ({
    subject: `${installation}: نقطة التحقق ليوم ${day}`,
    text: `هذه أحدث نقطة تحقق موقَّعة من السجل الذي تحتفظ به ${installation}. احتفظ بهذه الرسالة: بها يمكنك أن تثبت لاحقًا أن شيئًا مما سبقها لم يُغيَّر ولم يُحذف.

${note}
السطر الثاني هو عدد قيود السجل، والثالث هو البصمة المحسوبة عليها جميعًا، والأسطر الأخيرة هي التواقيع. للتحقق من سجل ما مقابلها، احفظ الأسطر من الأول إلى آخر توقيع في ملف ثم نفِّذ:
uphold verify FILE --checkpoint SAVED

تصلك هذه الرسالة مرة في اليوم لأنك طلبتها في صفحة «السلامة»، ومنها يمكنك إيقافها.
`,
  }),
  alarm: ({ installation, count, findings }) => ({
    subject: `${installation}: إنذار، السجل أو الأدلة ليست كما سُجِّلت (${count})`,
    text: `وجد فحص لدى ${installation} ما ليس كما يقتضيه السجل (النص بالإنكليزية):

${findings.map((finding) => `- ${finding}`).join('\n')}
${count > findings.length ? `- و${count - findings.length} غيرها\n` : ''}
سجِّل الدخول وافتح صفحة «السلامة». لا تغيِّر شيئًا في قاعدة البيانات أو بين الملفات قبل أن ينظر أحد في الأمر. لا يُرفع الإنذار إلا بفحص لاحق يجد الشيء نفسه سليمًا.
`,
  }),
  invitation: ({ installation, name, link }) => ({
    subject: `${installation}: دعوة إليك`,
    text: `تحية طيبة ${name}،

لديك حساب لدى ${installation}. اختر كلمة مرور لتسجيل الدخول بها:

${link}

يعمل الرابط مرة واحدة خلال سبعة أيام. إن انتهت مدته فاطلب رابطًا آخر من مسؤول النظام. وإن لم تكن تنتظر هذه الرسالة فليس عليك فعل شيء.
`,
  }),
  reset: ({ installation, name, link }) => ({
    subject: `${installation}: اختيار كلمة مرور جديدة`,
    text: `تحية طيبة ${name}،

طلب أحدهم كلمة مرور جديدة لحسابك لدى ${installation}. إن كنت أنت من طلبها فاخترها هنا:

${link}

يعمل الرابط مرة واحدة خلال ساعة، وينهي جميع جلساتك. وإن لم تكن أنت من طلبها فليس عليك فعل شيء: تبقى كلمة مرورك كما هي.
`,
  }),
  emergency: {
    requested: ({ installation, link }) => ({
      subject: `${installation}: طُلب اطلاع طارئ`,
      text: `طلب شخص لدى ${installation} أن يطلع في حالة طارئة على ما لا تتيحه أدواره. سجِّل الدخول وافتح صفحة «الاطلاع الطارئ» لترى من طلب ذلك وعلى ماذا ولماذا. ويقرر في الأمر مدير للنطاق أو مدقق أو مشرف النظام.
${link ? `\n${link}\n` : ''}
تصلك هذه الرسالة لأنه يجوز لك أن تعلم بذلك، أو لأن الطلب قُدِّم باسمك. إن كان باسمك ولم تقدمه فأبلغ مشرف النظام فورًا.
`,
    }),
    approved: ({ installation, link }) => ({
      subject: `${installation}: فُتح اطلاع طارئ`,
      text: `يطلع شخص لدى ${installation} الآن بموجب اطلاع طارئ. سجِّل الدخول وافتح صفحة «الاطلاع الطارئ» لترى من هو وإلى متى وما الذي يُفتح. ويمكن إنهاؤه هناك في أي وقت.
${link ? `\n${link}\n` : ''}
تصلك هذه الرسالة لأنه يجوز لك أن تعلم بذلك، أو لأن الاطلاع لك.
`,
    }),
  },
};

const words: Partial<Record<Language, MailWords>> = { en, ar };

/** The words of mails in a person's language; in English where there are none in theirs. */
export const mailWordsIn = (language: Language): MailWords => words[language] ?? en;
