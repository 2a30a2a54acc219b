import {createContext, createElement, memo, useContext, useSyncExternalStore, type ReactNode} from 'react';
import {Box, Text, Transform} from 'ink';
import SelectInput from 'ink-select-input';
import type {Words} from '../words/words.ts';
import {frameOf} from './frame/frame.ts';
import {heightOf, type Item, type Part} from './frame/part.ts';
import {loadTable} from './ink-table.ts';
import type {State} from './state.ts';
import type {Style} from './style.ts';

export type AppProps = {
	/** Where the state lies, and who hears of each change. */
	readonly session: {now(): State; subscribe(listener: () => void): () => void};
	readonly words: Words;
	readonly style: Style;
	readonly clock?: () => Date;
};

/** Draws the session's state and nothing else: no key is heard here, and nothing is kept. */
export function App({session, words, style, clock = today}: AppProps): ReactNode {
	const state = useSyncExternalStore(session.subscribe, session.now);
	const {parts} = frameOf(state, words, style, clock());
	return (
		<Box flexDirection="column" width={state.size.columns}>
			{parts.map((part, place) => (
				// oxlint-disable-next-line react/no-array-index-key -- parts and lines have places, no identities
				<PartView key={place} part={part} />
			))}
		</Box>
	);
}

const today = (): Date => new Date();

function PartView({part}: {readonly part: Part}): ReactNode {
	switch (part.is) {
		case 'lines':
			return <Lines lines={part.lines} />;
		case 'menu':
			return <Menu {...part} />;
		case 'record':
			return <RecordTable heading={part.heading} lines={part.lines} />;
		case 'split':
			return (
				<Box height={heightOf(part)}>
					<Box width={part.width} flexDirection="column" flexShrink={0}>
						<PartView part={part.left} />
					</Box>
					<Box flexDirection="column" flexShrink={0}>
						<PartView part={part.right} />
					</Box>
				</Box>
			);
	}
}

/**
One finished line. Ink would measure it again each time anything is drawn, which for text that is not ASCII costs half the frame; so it is given a blank to
lay out and the line to write in its place. The blanks at its end are there already.
*/
const Line = memo(({text}: {readonly text: string}) => (
	<Transform accessibilityLabel={text} transform={() => text.trimEnd()}>
		{' '}
	</Transform>
));

const Lines = ({lines}: {readonly lines: readonly string[]}): ReactNode =>
	// oxlint-disable-next-line react/no-array-index-key -- a line is the line at its place
	lines.map((text, place) => <Line key={place} text={text} />);

const Sign = createContext('');

function Indicator({isSelected = false}: {readonly isSelected?: boolean}): ReactNode {
	const sign = useContext(Sign);
	return <Text>{isSelected ? sign : ' '.repeat(sign.length)}</Text>;
}

/** ink-select-input hands the whole item on, whatever its types say. */
function Choice({
	isSelected = false,
	label,
	...item
}: {
	readonly isSelected?: boolean;
	readonly label: string;
}): ReactNode {
	return <Text wrap="truncate">{isSelected ? (item as unknown as Item).highlighted : label}</Text>;
}

/**
ink-select-input draws the menu; it must not hear keys, since the program has one listener, and takes where it begins only when it is made. So each move makes
a new one.
*/
function Menu({items, cursor, sign, height}: Extract<Part, {is: 'menu'}>): ReactNode {
	return (
		<Box height={height} flexDirection="column">
			<Sign value={sign}>
				<SelectInput
					key={cursor}
					items={[...items]}
					initialIndex={cursor}
					isFocused={false}
					indicatorComponent={Indicator}
					itemComponent={Choice}
				/>
			</Sign>
		</Box>
	);
}

/** ink-table hands the padded value on, with a blank on either side. */
function Cell({children}: {readonly children?: ReactNode}): ReactNode {
	const text = typeof children === 'string' ? children.slice(1).trimEnd() : '';
	return <Line text={text} />;
}

/** Every line of a frame is content: the table draws no rules. */
const Skeleton = (): ReactNode => null;

/**
A record, by ink-table: one column of finished lines, since it can neither measure wide characters nor colour a row. It is loaded when the first record is
shown.
*/
const RecordTable = memo(
	({heading, lines}: {readonly heading: string; readonly lines: readonly string[]}) =>
		createElement(loadTable(), {
			data: lines.map(line => ({[heading]: line})),
			columns: [heading],
			header: Cell,
			cell: Cell,
			skeleton: Skeleton,
		}),
	(before, after) => before.heading === after.heading && before.lines.join('\n') === after.lines.join('\n'),
);
