import type {Dictionary} from '../en/index.ts';
import {tuiTexts as english} from '../en/tui-texts.ts';
import {rowCount, pluralForm} from './plural.ts';

/** By what two records were matched, behind “по”. */
const ruleNames: Readonly<Record<string, string>> = {
	number: 'лицевому счёту',
	mac: 'MAC',
	login: 'логину',
	id: 'ID',
	filter_id: 'внешнему ID',
};

/** Headings, labels and other texts of the console. */
export const tuiTexts = {
	/** Names of keys that type no character. */
	keys: {...english.keys, space: 'пробел'},
	texts: {
		program: 'Stalker Console',
		menu: 'Меню',
		upTo: '–',
		demo: 'ДЕМО',
		readOnly: 'ТОЛЬКО ЧТЕНИЕ',
		unencrypted: 'БЕЗ ШИФРОВАНИЯ',
		embedded: 'ВСТРОЕННЫЙ',
		abills: 'ABILLS',
		copy: 'КОПИЯ ABILLS',
		paused: 'пауза',
		dryRun: 'ПРОБНЫЙ ЗАПУСК',
		stalker: 'Stalker',
		billing: 'биллинг',
		waitsFor: names => `Ждём: ${names.join(', ')}; экраны показывают то, что уже есть.`,
		afterPortal: name => `ждёт ${name}`,
		listsAfterPortal: name => `Читается список портала ${name}; списки этого портала после него.`,
		connecting: 'подключение …',
		unreachableSince: at => `недоступен с ${at}`,
		unreachable: 'недоступен',
		noResponse: 'ещё нет ответа',
		notOpened: 'ещё не открывали',
		loading: 'чтение …',
		loadingProgress: (done, of) => `чтение ${done}/${of}`,
		asOf: at => `на ${at}`,
		rows: rowCount,
		unsynced: n => `${n} не синхронизир.`,
		unknownCount: n => `${n} неизвестно`,
		unknownYet: 'пока неизвестно',
		short: (got, baseline) => `НЕПОЛНЫЙ: ${got} из не менее чем ${baseline}`,
		shortNarrow: (got, baseline) => `МАЛО ${got}/${baseline}`,
		selectedCount: (n, hidden) => `выбрано ${n}${hidden > 0 ? ` (скрыто ${hidden})` : ''}`,
		onlySelected: 'только выбранные',
		range: 'диапазон: v — конец',
		shown: (n, of) => `${n} из ${of}`,
		sortedBy: column => `сортировка: ${column}`,
		columnStats: ({count, sum, mean, min, max}) =>
			`(${count}): сумма ${sum} · среднее ${mean} · мин. ${min} · макс. ${max}`,
		noRows: 'Нет строк.',
		noMatchingRows: 'Нет подходящих строк.',
		notLoaded: 'Ещё ничего не прочитано. Нажмите r, чтобы прочитать.',
		rowPosition: (at, of) => `строка ${at}/${of}`,
		noRowPosition: of => `строка –/${of}`,
		anyResource: 'любой ресурс портала',
		explorer: {
			introduction:
				'Любой ресурс портала, как он отвечает: enter, затем путь, например accounts/100001. Изменить отсюда ничего нельзя.',
			pathHint: 'ресурс и идентификаторы через косую черту',
			requesting: 'запрос',
			views: {table: 'таблица', tree: 'дерево', raw: 'как есть'},
			size: bytes =>
				bytes < 1000
					? `${bytes} Б`
					: bytes < 1e6
						? `${formatDecimal(bytes / 1000)} КБ`
						: `${formatDecimal(bytes / 1e6)} МБ`,
		},
		/** Work to do, behind its number. */
		work: {
			add: n =>
				pluralForm(
					n,
					'учётная запись добавить в биллинг',
					'учётные записи добавить в биллинг',
					'учётных записей добавить в биллинг',
				),
			unpaid: n =>
				pluralForm(
					n,
					'учётная запись включена без оплаты',
					'учётные записи включены без оплаты',
					'учётных записей включено без оплаты',
				),
			plans: n =>
				pluralForm(
					n,
					'тарифный план согласовать',
					'тарифных плана согласовать',
					'тарифных планов согласовать',
				),
			channels: n => pluralForm(n, 'канал импортировать', 'канала импортировать', 'каналов импортировать'),
			conflicts: n =>
				pluralForm(
					n,
					'учётная запись в конфликте',
					'учётные записи в конфликте',
					'учётных записей в конфликте',
				),
		},
		viewNames: {
			unpaid: 'без оплаты',
			debtors: 'должники',
			unsynced: 'расхождения',
			reasons: 'причины',
		},
		blank: '—',
		others: 'прочие',
		bySyncStatus: 'по статусу',
		tooSmall: (columns, height, has) =>
			`Консоли нужно ${columns}×${height} знакомест, у терминала ${has}. Действия подождут, пока он не станет больше.`,
		record: 'Запись',
		field: 'поле',
		rowRemoved: 'Этой строки больше нет в списке.',
		matchedBy: rule => `Совпало по ${ruleNames[rule] ?? rule}.`,
		notCompared: 'Не сравнено: одна из систем ответила не полностью.',
		unmatched: 'В другой системе соответствия нет.',
		inSync: 'Расхождений нет.',
		andOlder: ' и более старые',
		journalEmpty: 'В журнале пусто.',
		states: {
			open: 'открыто',
			done: 'выполнено',
			failed: 'не удалось',
			undone: 'отменено',
			unknown: 'неизвестно',
			unchanged: 'ничего не записано',
		},
		asSent: 'как прислано',
		messages: 'Сообщения',
		noMessages: 'Сообщений ещё не было.',
		noResults: 'Действий ещё не было.',
		results: ({action, at}) => `Итоги: ${action}, ${at}`,
		nothingWritten: 'Пробный запуск: ничего не записано.',
		resultCounts: {
			done: 'выполнено',
			same: 'без изменений',
			refused: 'отказано',
			failed: 'не удалось',
			planned: 'было бы выполнено',
		},
		runningAction: ({action, subject}) =>
			subject.startsWith(`${action} `) ? subject : `${action}: ${subject}`,
		checking: 'проверка текущего состояния …',
		stopping: 'остановится после текущего шага',
		queuedRows: n => `ждут ${n}`,
		confirmTitle: ({action, rows: n, screen}) =>
			`${action}${n === null ? '' : ` · ${rowCount(n)}`} · ${screen}`,
		selectedNotHighlighted: n =>
			n === 1 ? 'выбранная строка, а не та, где курсор' : 'выбранные строки, а не та, где курсор',
		undoTitle: n => (n === 1 ? 'отмена' : `отмена · ${rowCount(n)}`),
		shortListTitle: 'неполный список',
		quitTitle: 'выход',
		hiddenRow: 'скрыто',
		online: 'ОНЛАЙН',
		hiddenRows: (n, of) => `скрыто фильтром: ${n} из ${of}`,
		onlineRows: n => `${n} онлайн: ТВ пропадёт сразу`,
		unchangedRows: n => `Изменений не нужно: ${n}`,
		refusedRows: n => `пропущено: ${rowCount(n)}`,
		refusedBelow: n => `пропущено: ${rowCount(n)} (причины ниже)`,
		moreLines: n => `… ещё ${rowCount(n)}`,
		moreRows: n => `… ещё ${rowCount(n)}`,
		commandRuns: 'выполняется; esc завершает',
		commandEnded: (code, signal) =>
			signal === null ? `завершено с кодом ${code}` : `завершено сигналом ${signal}`,
		commandFailed: reason => `не удалось запустить: ${reason}`,
		tooEarlyWait: 'Слишком рано; подождите.',
		tooEarly: 'Было слишком рано: нажмите ещё раз.',
		pleaseRead: 'Прочтите (клавиши заработают через миг).',
		typeToApply: ({count: n, action}) => `Введите ${n} (${action}):`,
		typeToAccept: n => `Введите ${n}, чтобы принять неполный список:`,
		typeToUndo: n => `Введите ${n}, чтобы отменить:`,
		undoHint: 'u отменит',
		relatedHint: 'o перейдёт туда',
		wrongCount: ({typed, count: n}) => `«${typed}» — не ${n}`,
		onlyLatin: 'для «да» нажмите y (латиницей)',
		goToRelated: 'перейти',
		endDryRun: 'выключить',
		answer: {no: 'Нет', yes: 'Да'},
		answerKeys: 'y — да · ← → и enter',
		choose: {
			fix: 'Исправить',
			sort: 'Сортировка',
			'sort-second': 'Затем сортировать по',
			columns: 'Столбцы',
			copy: 'Копировать',
			command: 'Команда',
			portal: 'Портал',
			frequencies: 'Значения',
			export: 'Записать в файл',
		},
		typeText: 'введите текст, затем enter',
		typeToFind: 'введите, что искать',
		noMatches: 'ничего не подходит',
		amongFrequent: n => `среди ${n} самых частых; / ищет среди всех`,
		counting: 'подсчёт ещё идёт …',
		help: screen => `Справка · ${screen}`,
		allSelected: 'для всего, к чему относится',
		unavailable: 'НЕДОСТУПНО',
		syncStatusTitle: 'СТАТУСЫ',
		filterTitle: 'Условия фильтра',
		kindsTitle: 'РАСХОЖДЕНИЯ',
		filterHelpHint: 'Условия фильтра и названия столбцов: / и потом ?',
		columnsTitle: 'СТОЛБЦЫ',
		nothingFound: 'Подходящих клавиш нет.',
		keyboardLayouts:
			'Буквы работают в любой раскладке (й — это q, ф — это a). В вопросах — только латинская y, цифры и стрелки.',
		languageNote: 'То же из оболочки: stalker-console --help',
	},
} satisfies Pick<Dictionary['tui'], 'keys' | 'texts'>;

/** Formats a number with a decimal comma. */
function formatDecimal(value: number): string {
	return value.toFixed(1).replace('.', ',');
}
