/**
The known word that a mistyped one most likely means: at most one wrong, missing, extra or swapped letter in a short word, two in one of
five letters and more, three from nine letters on. A word of which the beginning is typed, three letters at least, comes before those with
two errors and more. `''` where none is that near. Of equally near words the first.
*/
export function nearestWord(typed: string, known: readonly string[]): string {
	const word = typed.toLowerCase();
	const mostEdits = word.length < 5 ? 1 : word.length < 9 ? 2 : 3;
	const [nearest] = known
		.map(candidate => ({candidate, edits: countEdits(word, candidate.toLowerCase())}))
		.filter(({edits}) => edits <= mostEdits)
		.toSorted((one, other) => one.edits - other.edits);
	if (nearest && nearest.edits < 2) return nearest.candidate;
	const begun = word.length < 3 ? undefined : known.find(candidate => candidate.startsWith(word));
	return begun ?? nearest?.candidate ?? '';
}

/** The number of edits between two words (Damerau-Levenshtein, adjacent letters that are swapped count as one). */
function countEdits(from: string, to: string): number {
	let beforeLast: readonly number[] = [];
	let last: readonly number[] = Array.from({length: to.length + 1}, (_, at) => at);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const isSwapped =
				row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current.push(
				Math.min(
					last[column]! + 1,
					current[column - 1]! + 1,
					last[column - 1]! + (isSame ? 0 : 1),
					isSwapped ? beforeLast[column - 2]! + 1 : Infinity,
				),
			);
		}

		[beforeLast, last] = [last, current];
	}

	return last[to.length]!;
}
