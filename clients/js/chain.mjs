// What every script here shares: where the node is, who signs, what is asked, and how is checked.
import assert from 'node:assert/strict';
import { Keyring } from '@polkadot/keyring';
import { u8aToHex } from '@polkadot/util';
import { cryptoWaitReady, xxhashAsU8a } from '@polkadot/util-crypto';
import { WebSocket } from 'ws';

// Node has one of its own since version 22.
globalThis.WebSocket ??= WebSocket;

export const url = process.env.CALIBER_WS ?? 'ws://127.0.0.1:9944';

/** One USDai. It has 18 decimals, so that amounts are BigInt and never number. */
export const UNIT = 10n ** 18n;
export const USDAI = 1;

/** What `caliber-node --dev` is named on chain. */
export const pallets = [
	'Roles', 'Caliber', 'Feeds', 'Usdai', 'Allocation', 'Lending', 'Susdai', 'Auctions', 'Validators', 'Safeguards',
];
export const apis = [
	'InvariantsApi', 'FeedsApi', 'TreasuryApi', 'VaultApi', 'LendingApi', 'RegistryApi', 'GovernanceApi',
];

/** The key of a development account: `//Ferdie`, or anything under it. */
export async function key(path) {
	await cryptoWaitReady();
	return new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(path);
}

const RATE = 3_170_979_198n; // 10 % a year
const DAY = 20_800;
const alice = (await key('//Alice')).address;
const feed = { type: 'GpuHour', value: { sku: 1, tier: { type: 'OnDemand' } } };

// One sensible answer for each name that a question gives its arguments.
const known = {
	account: alice, controller: alice, custodian: alice, operator: alice, who: alice,
	claim: 0, item: 0, items: [0], loan: 0, lot: 0, page: 7, policy: 0, site: 1, slot: 0, bill: 0,
	amount: 100n * UNIT, assets: 100n * UNIT, shares: 100n * UNIT,
	after: undefined, days: 1, from: DAY, to: DAY + 400, issue: DAY, maturity: DAY + 91,
	discount: 36_000_000n, id: 0n, prices: 900_000, until: 1_900_000_000n,
	feed, key: `0x${'00'.repeat(32)}`, serial: new TextEncoder().encode('H100'),
	role: { type: 'Auditor' }, about: { class: undefined, site: undefined, item: 0 }, tier: { type: 'Intake' },
	way: { type: 'Redemption' },
	ask: {
		product: 1, principal: 10_000n * UNIT, rate: RATE, duration_days: 360, due_day: 1,
		utc_offset_seconds: 0, reserve: 3, refinances: undefined,
		repayment: {
			model: { type: 'Amortized' }, principal_in_stub: false, interest_only: 0, balloon: 0n,
			grace_rate: RATE, grace_duration: 432_000n,
		},
	},
	juniors: [{ curator: alice, amount: 1_000n * UNIT, rate: RATE }],
	charges: [{ kind: { type: 'Servicing' }, payee: alice, rate: 500_000_000_000_000n }],
};

/** Arguments for a question of the metadata, by their names. */
export function answer(where, names) {
	return names.map((name) => {
		assert(name in known, `${where} asks for ${name}; give it an argument in chain.mjs`);
		return known[name];
	});
}

/** Where the state keeps a value that has no key of its own. */
export const prefix = (pallet, name) =>
	u8aToHex(xxhashAsU8a(pallet, 128)) + u8aToHex(xxhashAsU8a(name, 128)).slice(2);

export const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
export const dollars = (amount) => (Number(amount / 10n ** 12n) / 1e6).toString();

/** Says what was seen; every script ends with `done`. */
export const say = (what, more = '') => console.log(`  ${what.padEnd(14)} ${more}`);

/**
 * Takes what a client reads in the metadata, as `[kind, pallet, name, docs]`: how many calls there
 * are, and that nothing of Caliber's own is without documentation.
 */
export function described(entries) {
	const calls = entries.filter(([kind]) => kind === 'calls');
	const owners = new Set(calls.map(([, pallet]) => pallet));
	say('calls', `${calls.length} in ${owners.size} pallets`);
	const own = entries.filter(([, pallet]) => pallets.includes(pallet) || apis.includes(pallet));
	const bare = own.filter(([, , , docs]) => !docs.join('').trim());
	assert.deepEqual(bare.map(([kind, pallet, name]) => `${kind} ${pallet}.${name}`), []);
	const counts = Object.entries(group(own));
	say('documented', counts.map(([kind, all]) => `${all.length} ${kind}`).join(', '));
	const silent = pallets.filter((name) => !own.some(([, pallet]) => pallet === name));
	assert.deepEqual(silent, [], 'pallets that the client does not see');
}

function group(entries) {
	const groups = {};
	for (const entry of entries) (groups[entry[0]] ??= []).push(entry);
	return groups;
}
