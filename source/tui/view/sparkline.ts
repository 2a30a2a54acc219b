/** Blocks of one to eight eighths of a line. */
const levels = [...'▁▂▃▄▅▆▇█'] as const;

/** A curve of the last numbers, one cell each, from 0 to the largest of them; empty for fewer than two. */
export function sparkline(numbers: readonly number[], maxCells: number): string {
	const shown = numbers.slice(-maxCells);
	if (shown.length < 2) return '';
	const top = Math.max(1, ...shown);
	return shown.map(number => levels[Math.round((number / top) * (levels.length - 1))]!).join('');
}
