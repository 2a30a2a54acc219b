import {existsSync, readFileSync} from 'node:fs';

/**
The problems of a page's links: files and headings that do not exist, and named paths that are not in the repository. Addresses of the web
are not tried.
*/
export function checkLinks(page: string, text: string, root: URL): readonly string[] {
	const prose = withoutCodeBlocks(text);
	const links = [...prose.matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
	const images = [...prose.matchAll(/<img[^>]*\ssrc="([^"]+)"/g)].map(([, target]) => target!);
	const paths = [...prose.matchAll(/`((?:source|test|bench|scripts|bin|docs)\/[^`\s…*]*)`/g)].map(
		([, path]) => path!,
	);
	return [
		...[...links, ...images].flatMap(target => checkLink(target, new URL(page, root))),
		...paths.filter(path => !existsSync(new URL(path, root))).map(path => `no such path: ${path}`),
	].map(wrong => `${page}: ${wrong}`);
}

function checkLink(target: string, page: URL): readonly string[] {
	if (/^(https?|mailto):/.test(target)) return [];
	const to = new URL(target, page);
	const heading = decodeURIComponent(to.hash.slice(1));
	to.hash = '';
	if (!existsSync(to)) return [`dead link: ${target}`];
	if (heading === '' || headingIds(readFileSync(to, 'utf8')).has(heading)) return [];
	return [`no such heading: ${target}`];
}

/** The ids that GitHub gives to the headings of a page. */
function headingIds(text: string): ReadonlySet<string> {
	const ids = new Set<string>();
	for (const [, title] of withoutCodeBlocks(text).matchAll(/^#{1,6} (.+)$/gm)) {
		const id = title!
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(/\s/g, '-');
		let again = 0;
		while (ids.has(again === 0 ? id : `${id}-${again}`)) again += 1;
		ids.add(again === 0 ? id : `${id}-${again}`);
	}

	return ids;
}

/** The page without its code blocks. */
export const withoutCodeBlocks = (text: string): string => text.replaceAll(/^```[^]*?^```$/gm, '');
