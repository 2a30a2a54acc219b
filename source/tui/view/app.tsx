import {createContext, createElement, memo, useContext, useSyncExternalStore, type ReactNode} from 'react';
import {Box, Text, Transform} from 'ink';
import SelectInput from 'ink-select-input';
import type {Translator} from '../../i18n/translator.ts';
import {renderFrame} from './render-frame.ts';
import {blockHeight, type MenuItem, type Block} from './block.ts';
import {loadInkTable} from './ink-table.ts';
import type {State} from '../session/state.ts';
import type {Style} from './style.ts';

export type AppProps = {
	/** Where the state lies, and who hears of each change. */
	readonly session: {getState(): State; subscribe(listener: () => void): () => void};
	readonly translator: Translator;
	readonly style: Style;
	readonly clock?: () => Date;
};

/** Draws the session's state and nothing else: no key is heard here, and nothing is kept. */
export function App({session, translator, style, clock = currentDate}: AppProps): ReactNode {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {blocks} = renderFrame(state, translator, style, clock());
	return (
		<Box flexDirection="column" width={state.size.columns}>
			{blocks.map((block, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- parts and lines have places, no identities
				<BlockView key={index} block={block} />
			))}
		</Box>
	);
}

const currentDate = (): Date => new Date();

function BlockView({block}: {readonly block: Block}): ReactNode {
	switch (block.is) {
		case 'lines':
			return <TextLines lines={block.lines} />;
		case 'menu':
			return <Menu {...block} />;
		case 'table':
			return <RecordTable heading={block.heading} lines={block.lines} />;
		case 'split':
			return (
				<Box height={blockHeight(block)}>
					<Box width={block.width} flexDirection="column" flexShrink={0}>
						<BlockView block={block.left} />
					</Box>
					<Box flexDirection="column" flexShrink={0}>
						<BlockView block={block.right} />
					</Box>
				</Box>
			);
	}
}

/**
One finished line. Ink would measure it again each time anything is drawn, which for text that is not ASCII costs half the frame; so it is given a blank to
lay out and the line to write in its place. The blanks at its end are there already.
*/
const TextLine = memo(({text}: {readonly text: string}) => (
	<Transform accessibilityLabel={text} transform={() => text.trimEnd()}>
		{' '}
	</Transform>
));

const TextLines = ({lines}: {readonly lines: readonly string[]}): ReactNode =>
	// oxlint-disable-next-line react/no-array-index-key -- a line is the line at its place
	lines.map((text, index) => <TextLine key={index} text={text} />);

const CursorSign = createContext('');

function MenuIndicator({isSelected = false}: {readonly isSelected?: boolean}): ReactNode {
	const sign = useContext(CursorSign);
	return <Text>{isSelected ? sign : ' '.repeat(sign.length)}</Text>;
}

/** ink-select-input hands the whole item on, whatever its types say. */
function MenuChoice({
	isSelected = false,
	label,
	...item
}: {
	readonly isSelected?: boolean;
	readonly label: string;
}): ReactNode {
	return <Text wrap="truncate">{isSelected ? (item as unknown as MenuItem).highlighted : label}</Text>;
}

/**
ink-select-input draws the menu; it must not hear keys, since the program has one listener, and takes where it begins only when it is made. So each move makes
a new one.
*/
function Menu({items, cursor, cursorSign, height}: Extract<Block, {is: 'menu'}>): ReactNode {
	return (
		<Box height={height} flexDirection="column">
			<CursorSign value={cursorSign}>
				<SelectInput
					key={cursor}
					items={[...items]}
					initialIndex={cursor}
					isFocused={false}
					indicatorComponent={MenuIndicator}
					itemComponent={MenuChoice}
				/>
			</CursorSign>
		</Box>
	);
}

/** ink-table hands the padded value on, with a blank on either side. */
function Cell({children}: {readonly children?: ReactNode}): ReactNode {
	const text = typeof children === 'string' ? children.slice(1).trimEnd() : '';
	return <TextLine text={text} />;
}

/** Every line of a frame is content: the table draws no rules. */
const Skeleton = (): ReactNode => null;

/**
A record, by ink-table: one column of finished lines, since it can neither measure wide characters nor colour a row. It is loaded when the first record is
shown.
*/
const RecordTable = memo(
	({heading, lines}: {readonly heading: string; readonly lines: readonly string[]}) =>
		createElement(loadInkTable(), {
			data: lines.map(line => ({[heading]: line})),
			columns: [heading],
			header: Cell,
			cell: Cell,
			skeleton: Skeleton,
		}),
	(before, after) => before.heading === after.heading && before.lines.join('\n') === after.lines.join('\n'),
);
