import { weightyRoles, type MadeDirectoryToken, type Role } from '#contracts';
import { Directory } from './directory.js';
import { SignOnHouse } from './sign-on-house.js';

/** An installation whose provider of single sign-on has a directory that tells who works there. */
export class DirectoryHouse {
  private constructor(
    readonly signOn: SignOnHouse,
    readonly token: MadeDirectoryToken,
    readonly directory: Directory,
  ) {}

  static async start(): Promise<DirectoryHouse> {
    const signOn = await SignOnHouse.start();
    const made = await signOn.people.administrator
      .send('post', '/single-sign-on/directory-tokens')
      .send({ name: 'Entra ID' })
      .expect(201);
    const token = made.body as MadeDirectoryToken;
    return new DirectoryHouse(signOn, token, new Directory(signOn.app.url, token.secret));
  }

  /** What somebody holds now, given by whomever. */
  async rolesOf(personId: string): Promise<string[]> {
    const { body } = await this.signOn.people.administrator.get('/grants', { personId, ended: 'false' });
    return (body.rows as { role: string }[]).map(({ role }) => role).sort();
  }

  /** Lets a group bring a role everywhere. */
  async map(groupName: string, role: Role): Promise<void> {
    await this.signOn.people.administrator.must('mapping.add', {
      groupName,
      role,
      scopeType: 'installation',
      isMeant: weightyRoles.includes(role),
      reason: 'By the directory',
    });
  }
}
