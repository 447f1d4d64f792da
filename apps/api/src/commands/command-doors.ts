import {
  Body,
  Controller,
  Header,
  HttpCode,
  Param,
  Post,
  Req,
  Res,
  SetMetadata,
  type Type,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import {
  commandNames,
  commandPath,
  commands,
  type Command,
  type CommandName,
  type Receipt,
} from '#contracts';
import { commit, hashPassword, Store, type Secret } from '#store';
import { callOf } from '../door/caller.js';
import { DOOR, type DoorMark } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { followUp } from './afterwards.js';
import { contextOf } from './command-request.js';

/** Names of the commands that have a route of their own. */
export const publicCommands = commandNames.filter((name) => commands[name].door === 'public');

/**
 * One controller per public command, made from the table of the contracts: a route is the command's contract,
 * its permission mark and a call to `commit`, and nothing that could be said differently for any of them.
 */
export const commandControllers: Type[] = publicCommands.map(controllerFor);

function controllerFor(name: CommandName): Type {
  const isCreation = commands[name].shape === 'create';

  class CommandController {
    constructor(private readonly store: Store) {}

    async run(
      input: unknown,
      id: string | undefined,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<Receipt> {
      const { objectType } = commands[name];
      const command = { name, objectType, objectId: id ? idOf(id) : uuid(), input } as Command;
      const secret = await secretOf(command);
      const context = { ...contextOf(request, name), ...(secret && { secret }) };
      const receipt = await commit(this.store, callOf(request).actor, command, context);
      await followUp(this.store, { ...command, objectId: receipt.objectId }, request.id);
      reply.header('ETag', `"${receipt.version}"`);
      return receipt;
    }
  }

  const mark: DoorMark = { permission: { command: name } };
  const method = Object.getOwnPropertyDescriptor(CommandController.prototype, 'run') as PropertyDescriptor;
  Post(commandPath(name))(CommandController.prototype, 'run', method);
  HttpCode(isCreation ? 201 : 200)(CommandController.prototype, 'run', method);
  Header('Cache-Control', 'no-store')(CommandController.prototype, 'run', method);
  SetMetadata(DOOR, mark)(CommandController.prototype, 'run', method);
  Body({ schema: commands[name].input })(CommandController.prototype, 'run', 0);
  Param('id')(CommandController.prototype, 'run', 1);
  Req()(CommandController.prototype, 'run', 2);
  Res({ passthrough: true })(CommandController.prototype, 'run', 3);
  Reflect.defineMetadata('design:paramtypes', [Store], CommandController);
  Controller()(CommandController);
  Object.defineProperty(CommandController, 'name', { value: `Command(${name})` });
  return CommandController;
}

/** A password leaves the command here: what goes on is its hash, beside the command. */
async function secretOf(command: Command): Promise<Secret | undefined> {
  if (command.name !== 'person.set-password') return undefined;
  return { passwordHash: await hashPassword(command.input.password) };
}
