import {createContext, createElement, memo, useContext, useSyncExternalStore, type ReactNode} from 'react';
import {Box, Text, Transform} from 'ink';
import SelectInput from 'ink-select-input';
import type {Translator} from '../../i18n/translator.ts';
import {renderFrame} from './render-frame.ts';
import {blockHeight, type MenuItem, type Block} from './block.ts';
import {loadInkTable} from './ink-table.ts';
import type {State} from '../session/state.ts';
import type {Style} from './style.ts';

type AppProps = {
	/** Holds the state; listeners are called after each change. */
	readonly session: {getState(): State; subscribe(listener: () => void): () => void};
	readonly translator: Translator;
	readonly style: Style;
	readonly clock?: () => Date;
};

/** Draws the session's state. Handles no keys and stores nothing. */
export function App({session, translator, style, clock = currentDate}: AppProps): ReactNode {
	const state = useSyncExternalStore(session.subscribe, session.getState);
	const {blocks} = renderFrame(state, translator, style, clock());
	return (
		<Box flexDirection="column" width={state.size.columns}>
			{blocks.map((block, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- blocks and lines are identified by their position only
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
One finished line. Ink would measure the text again on each draw, which takes half of the frame time for text that is not ASCII. So Ink lays
out a single space, and the transform replaces it with the line. Trailing spaces are cut: the screen is blank there already.
*/
const TextLine = memo(({text}: {readonly text: string}) => (
	<Transform accessibilityLabel={text} transform={() => text.trimEnd()}>
		{' '}
	</Transform>
));

const TextLines = ({lines}: {readonly lines: readonly string[]}): ReactNode =>
	// oxlint-disable-next-line react/no-array-index-key -- a line is identified by its position only
	lines.map((text, index) => <TextLine key={index} text={text} />);

const CursorSign = createContext('');

function MenuIndicator({isSelected = false}: {readonly isSelected?: boolean}): ReactNode {
	const sign = useContext(CursorSign);
	return <Text>{isSelected ? sign : ' '.repeat(sign.length)}</Text>;
}

/** ink-select-input passes all properties of the item, although its types declare only two. */
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
Menu drawn by ink-select-input. It is not focused, because the console has one key listener. It reads `initialIndex` only when it is
created, so `key` creates a new one for each cursor position.
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

/** One table cell. ink-table passes the padded value with one space on each side; they are removed. */
function Cell({children}: {readonly children?: ReactNode}): ReactNode {
	const text = typeof children === 'string' ? children.slice(1).trimEnd() : '';
	return <TextLine text={text} />;
}

/** Replaces ink-table's border lines with nothing: a frame has no space for them. */
const Skeleton = (): ReactNode => null;

/**
Table block drawn by ink-table, with one column of finished lines, because ink-table cannot measure wide characters or colour a row.
ink-table is loaded when the first table block is shown.
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
