/** A row as the driver gives it: text, numbers, booleans, `null`; dates and `numeric` come as text. */
type SqlRow = Readonly<Record<string, unknown>>;

/** One statement with `?` in place of its values. Resolves to the rows it returns. */
export type Query = <Row = SqlRow>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
