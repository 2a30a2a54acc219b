/** Whether a PostgreSQL text can hold the string: it has no NUL and no lone surrogate. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
