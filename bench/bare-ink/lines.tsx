import {Box, Text, render, useInput, useWindowSize} from 'ink';
import {useState, type ReactNode} from 'react';
import {countInputBytes, reportIdle} from '../../test/tui/fixtures/report-idle.ts';

/** Lines that do not scroll: the console has as many around its table at 120×36. */
const fixedLineCount = 9;

/**
As many lines of text as the console draws, one of them highlighted, in a window that scrolls by half its height: the floor of key → frame.
*/
function Lines(): ReactNode {
	const {columns, rows} = useWindowSize();
	const height = rows - fixedLineCount;
	const [{selected, top}, change] = useState({selected: 0, top: 0});
	useInput((_, {upArrow, downArrow}) => {
		const by = Number(downArrow) - Number(upArrow);
		change(before => {
			const selected = Math.max(0, before.selected + by);
			const half = Math.floor(height / 2);
			if (selected >= before.top + height) return {selected, top: before.top + half};
			return {selected, top: selected < before.top ? Math.max(0, before.top - half) : before.top};
		});
	});
	return (
		<Box flexDirection="column">
			{Array.from({length: fixedLineCount}, (_, line) => (
				<Text key={line} wrap="truncate">
					{lineAt(line, columns)}
				</Text>
			))}
			{Array.from({length: height}, (_, line) => (
				<Text key={fixedLineCount + line} inverse={top + line === selected} wrap="truncate">
					{lineAt(top + line, columns)}
				</Text>
			))}
		</Box>
	);
}

const lineAt = (index: number, columns: number): string =>
	`+ user${index}  00:1A:79:00:00:${String(index % 100).padStart(2, '0')}  MAG250  Іваненко Олег ${index}  +380501234567  101  on`
		.padEnd(columns - 1)
		.slice(0, columns - 1);

countInputBytes();
reportIdle(render(<Lines />, {alternateScreen: true, incrementalRendering: true, interactive: true}));
