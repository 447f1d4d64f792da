/** Reads for persons, under the policies of each table. */
export const readerRole = 'uphold_reader';
/** Does everything else that the running product does; it adds to the history and cannot change it. */
export const writerRole = 'uphold_writer';
