/** How wide a whole number is: 1, 2, 4 or 8 bytes. */
type Width = 'tiny' | 'small' | 'int' | 'big';

/** A column of ABillS: what it holds, and what an INSERT that does not name it gets. */
export type Column = {
	readonly kind:
		| {readonly is: 'whole'; readonly width: Width; readonly signed: boolean; readonly auto: boolean}
		| {readonly is: 'money'; readonly digits: number; readonly scale: number; readonly signed: boolean}
		| {readonly is: 'text'; readonly length: number}
		| {readonly is: 'long' | 'bytes' | 'date' | 'moment' | 'time'};
	readonly nullable: boolean;
	/** `undefined`: the column has no default, an INSERT must name it. */
	readonly initial: string | number | null | undefined;
};

const column = (kind: Column['kind'], initial: Column['initial'], nullable = false): Column => ({
	kind,
	initial,
	nullable,
});

export const serial = (width: Width, signed = false): Column =>
	column({is: 'whole', width, signed, auto: true}, undefined);
/** A number that refers to a row, or counts: 0 is none. */
export const whole = (width: Width, initial = 0): Column =>
	column({is: 'whole', width, signed: false, auto: false}, initial);
/** A flag or a code. */
export const code = (initial = 0): Column => whole('tiny', initial);
export const money = (digits: number, scale: number, {signed = true} = {}): Column =>
	column({is: 'money', digits, scale, signed}, 0);
export const text = (length: number): Column => column({is: 'text', length}, '');
export const zeroDate = '0000-00-00';
/** NOT NULL; the zero date is none. */
export const date = (): Column => column({is: 'date'}, zeroDate);
export const moment = (): Column => column({is: 'moment'}, undefined);
export const time = (initial: string): Column => column({is: 'time'}, initial);
/** MariaDB gives texts and blobs no default. */
export const long = (): Column => column({is: 'long'}, undefined);
export const bytes = (): Column => column({is: 'bytes'}, undefined);

export const nullable = (one: Column): Column => ({...one, nullable: true, initial: one.initial ?? null});
export const withoutDefault = (one: Column): Column => ({...one, initial: undefined});

/** A table of ABillS. Keys name columns, in order. */
export type Table = {
	readonly columns: Readonly<Record<string, Column>>;
	readonly primary?: readonly string[];
	readonly uniques?: ReadonlyArray<readonly string[]>;
	readonly indexes?: ReadonlyArray<readonly string[]>;
};

export type Tables = Readonly<Record<string, Table>>;
