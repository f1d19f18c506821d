// Runs every client on chains of its own: on one that has played `caliber demo`, and the light
// client on a network of two validators.
//
//     node run.mjs FOLDER_OF_PROGRAMS [NAME...]
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const [programs, ...names] = process.argv.slice(2);
const root = process.env.CALIBER_ROOT ?? '../..';
const subxt = process.env.CALIBER_SUBXT ?? `${root}/target/rust/release/caliber-clients`;
const wasm = 'wbuild/caliber-runtime/caliber_runtime.compact.compressed.wasm';
const program = (name) => resolve(programs, name);
const run = promisify(execFile);
const wanted = (name) => names.length === 0 || names.includes(name);

const folder = mkdtempSync(join(tmpdir(), 'caliber-clients-'));
const folders = [folder];
const started = [];
process.on('exit', () => {
	for (const id of started) try { process.kill(id, 'SIGKILL'); } catch { /* it has ended */ }
	for (const it of folders) rmSync(it, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const free = () =>
	new Promise((done) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});

/** Does one thing, and says how long it took. */
async function timed(name, does) {
	const start = Date.now();
	console.log(name);
	const result = await does();
	console.log(`  ${'took'.padEnd(14)} ${((Date.now() - start) / 1000).toFixed(1)} s`);
	return result;
}

/** Runs a client; what it says of itself is shown, what libraries say only when it fails. */
const client = (name, url, command, ...args) => wanted(name) && timed(name, async () => {
	const env = { ...process.env, CALIBER_WS: url };
	const { stdout } = await run(command, args, { env, timeout: 180_000 }).catch((error) => {
		console.log(`${error.stdout ?? ''}${error.stderr ?? ''}`);
		throw new Error(`${name} has failed`);
	});
	process.stdout.write(stdout);
});

/** A chain on which the loans of the demo run. */
const demo = () => timed('caliber demo', async () => {
	const port = await free();
	const args = ['demo', '--scenario', 'stale-feed', '--keep', '--json', '--rpc-port', `${port}`];
	const { stdout } = await run(program('caliber'), args, { timeout: 180_000 });
	const { figures } = stdout.trim().split('\n').map((line) => JSON.parse(line)).find(({ note }) => note === 'kept');
	started.push(...figures.processes);
	folders.push(figures.folder);
	return figures.url;
});

/** Two validators, and the raw specification that leads a light client to them. */
const network = () => timed('two validators', async () => {
	const node = program('caliber-node');
	const seed = 'ca11'.repeat(16);
	const peer = execFileSync(node, ['key', 'inspect-node-key'], { input: seed }).toString().trim();
	const [rpc, tcp, ws] = [await free(), await free(), await free()];
	const raw = join(folder, 'raw.json');
	const plain = resolve(root, 'chain-specs/local.json');
	await run(node, ['export-chain-spec', '--chain', plain, '--raw', '--output', raw]);
	const flags = ['--chain', raw, '--validator', '--no-prometheus', '--no-telemetry', '--no-mdns', '--oracle-off'];
	const start = (name, ...more) => {
		const log = openSync(join(folder, `${name}.log`), 'a');
		const args = [...flags, `--${name}`, '--base-path', join(folder, name), ...more];
		started.push(spawn(node, args, { stdio: ['ignore', log, log] }).pid);
	};
	start('alice', '--rpc-port', `${rpc}`, '--node-key', seed,
		'--listen-addr', `/ip4/127.0.0.1/tcp/${tcp}`, '--listen-addr', `/ip4/127.0.0.1/tcp/${ws}/ws`);
	start('bob', '--rpc-port', `${await free()}`, '--unsafe-force-node-key-generation',
		'--listen-addr', '/ip4/127.0.0.1/tcp/0', '--bootnodes', `/ip4/127.0.0.1/tcp/${tcp}/p2p/${peer}`);
	// The light client needs something final to begin with.
	const limit = Date.now() + 180_000;
	while (!(await final(`http://127.0.0.1:${rpc}`))) {
		assert(Date.now() < limit, readFileSync(join(folder, 'alice.log'), 'utf8'));
		await sleep(500);
	}
	const spec = join(folder, 'light.json');
	const bootNodes = [`/ip4/127.0.0.1/tcp/${ws}/ws/p2p/${peer}`];
	writeFileSync(spec, JSON.stringify({ ...JSON.parse(readFileSync(raw, 'utf8')), bootNodes }));
	return { url: `ws://127.0.0.1:${rpc}`, spec };
});

/** Whether the node has a final block above the first. */
async function final(url) {
	const ask = async (method, ...params) => {
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
		const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		return (await answer.json()).result;
	};
	try {
		return Number((await ask('chain_getHeader', await ask('chain_getFinalizedHead'))).number) > 0;
	} catch {
		return false;
	}
}

/**
 * The runtime of the node, but that it knows the digest of its metadata, as one that is released
 * does. The library that is used for a release computes it; the clients another's.
 */
const hashed = (url) => timed('a runtime with its digest', async () => {
	const env = { ...process.env, CALIBER_WS: url };
	const { stdout } = await run(subxt, ['digest'], { env });
	env.CALIBER_METADATA_HASH = stdout.trim();
	await run('cargo', ['build', '--release', '--locked', '-p', 'caliber-runtime-wasm'], { cwd: root, env });
	console.log(`  ${'embedded'.padEnd(14)} ${stdout.trim()}`);
	return program(wasm);
});

const node = process.execPath;
const bin = (name) => resolve('node_modules/.bin', name);
if (wanted('papi')) {
	await timed('papi add', () =>
		run(bin('papi'), ['add', 'caliber', '--wasm', program(wasm)]));
	await timed('tsc', () => run(bin('tsc'), []).catch(({ stdout }) => assert.fail(stdout)));
}
if (names.some((name) => name !== 'smoldot') || names.length === 0) {
	const url = await demo();
	await client('polkadot-js', url, node, 'polkadot-js.mjs');
	await client('papi', url, node, 'papi.mjs');
	await client('dedot', url, node, 'dedot.mjs');
	await client('subxt', url, subxt);
	// Last, for it puts another runtime in the place of the one that runs.
	if (wanted('metadata-hash')) await client('metadata-hash', url, node, 'metadata-hash.mjs', await hashed(url));
}
if (wanted('smoldot')) {
	const { url, spec } = await network();
	await client('smoldot', url, node, 'smoldot.mjs', spec);
}
console.log('all clients agree with the chain');
process.exit();
