/** Why a `[[command]]` of the configuration file is refused. */
export type CommandProblem = 'tables' | 'unknown' | 'key' | 'name' | 'run' | 'read_only' | 'twice';
