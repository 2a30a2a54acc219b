import type {Random} from './random.ts';

/** A subscriber's name as an operator types it: surname first, in Ukrainian or Russian. */
export function personName(random: Random): string {
	const {families, men, women} = random.chance(70) ? ukrainianNames : russianNames;
	const isMan = random.chance(50);
	const family = random.pick(families);
	const [first, father] = [random.pick(isMan ? men : women), random.pick(isMan ? men : women)];
	const name = `${isMan ? family[0] : family[1]} ${first}`;
	return random.chance(20) ? `${name} ${father.slice(0, 1)}.` : name;
}

/** A phone number in one of the spellings that real portals contain; sometimes empty. */
export function phoneNumber(random: Random): string {
	const [code, number] = [random.pick(phoneCodes), String(random.integerBelow(10_000_000)).padStart(7, '0')];
	const spelling = random.integerBelow(10);
	if (spelling === 0) return '';
	if (spelling < 7) return `+38${code}${number}`;
	if (spelling < 9) return `${code}-${number.slice(0, 3)}-${number.slice(3, 5)}-${number.slice(5)}`;
	return `8(${code})${number}`;
}

const phoneCodes = ['050', '063', '066', '067', '068', '073', '093', '095', '096', '097', '098', '099'];

const unchangingNames = (...families: readonly string[]): ReadonlyArray<readonly [string, string]> =>
	families.map(name => [name, name]);

const ukrainianNames = {
	families: [
		...unchangingNames(
			'Шевченко',
			'Коваленко',
			'Бондаренко',
			'Ткаченко',
			'Кравчук',
			'Олійник',
			'Мельник',
			'Поліщук',
			'Лисенко',
			'Щербина',
		),
		...unchangingNames(
			'Ґалаґан',
			'Їжак',
			'Єфименко',
			"Дем'яненко",
			"Лук'янчук",
			"Солов'як",
			'Заяць',
			'Гуцул',
			'Йосипенко',
			'Пʼятак',
		),
		['Залізняк-Ґрунський', 'Залізняк-Ґрунська'],
		['Білий', 'Біла'],
		['Яворський', 'Яворська'],
	] as ReadonlyArray<readonly [string, string]>,
	men: [
		'Олег',
		'Іван',
		'Тарас',
		'Сергій',
		'Володимир',
		'Андрій',
		'Юрій',
		"Дем'ян",
		'Євген',
		'Ігор',
		'Мирослав',
	],
	women: ['Олена', 'Юлія', 'Наталія', 'Ганна', 'Оксана', 'Ірина', 'Марія', 'Софія', "Дар'я", 'Любов'],
};

const russianNames = {
	families: [
		['Иванов', 'Иванова'],
		['Кузнецов', 'Кузнецова'],
		['Смирнов', 'Смирнова'],
		['Щёголев', 'Щёголева'],
		['Соловьёв', 'Соловьёва'],
		['Объедков', 'Объедкова'],
		['Эйдельман', 'Эйдельман'],
	] as ReadonlyArray<readonly [string, string]>,
	men: ['Александр', 'Дмитрий', 'Алексей', 'Фёдор', 'Максим', 'Николай', 'Артём'],
	women: ['Анна', 'Ольга', 'Екатерина', 'Алёна', 'Наталья', 'Татьяна', 'Юлия'],
};
