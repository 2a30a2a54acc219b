/** Escapes within a value of an option file. */
const escapes: Readonly<Record<string, string>> = {b: '\b', t: '\t', n: '\n', r: '\r', s: ' ', '\\': '\\'};

/**
The password in a MySQL option file (`~/.my.cnf`): `password` of the groups `[client]`, `[client-mariadb]`, `[mysql]` or `[mariadb-client]`, the last one that is given. `null` where the
text is no option file, so that a file that holds the password alone stays what it is.
*/
export function passwordInOptionFile(text: string): string | null {
	const lines = text.split(/\r?\n/).map(line => line.trim());
	if (!lines.some(line => /^\[[\w.-]+\]$/.test(line))) return null;
	let isRead = false;
	let found: string | null = null;
	for (const line of lines) {
		const group = /^\[([\w.-]+)\]$/.exec(line)?.[1];
		if (group !== undefined) isRead = /^(client|mysql|mariadb-client|client-mariadb)$/.test(group);
		const value = /^password\s*=\s*(.*)$/.exec(line)?.[1];
		if (isRead && value !== undefined) found = valueOf(value);
	}

	return found;
}

function valueOf(text: string): string {
	const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(text)?.[2];
	const plain = quoted ?? text.replace(/\s#.*$/, '').trimEnd();
	return plain.replaceAll(/\\(.)/g, (all, letter: string) => escapes[letter] ?? all);
}
