//! The cases as WASM, in the node's engine with the node's settings.

use crate::stack::PAINT;
use anyhow::{Context, Result};
use std::path::Path;
use wasmtime::{Config, Engine, Instance, Memory, Module, OptLevel, Store, TypedFunc};

/// The linker puts the stack at the front of the memory, one mebibyte of it.
const STACK: usize = 1 << 20;

pub struct Wasm {
	store: Store<()>,
	run: TypedFunc<(u32, u32), ()>,
	memory: Memory,
}

impl Wasm {
	pub fn load(path: &Path) -> Result<Self> {
		let mut config = Config::new();
		config.cranelift_opt_level(OptLevel::SpeedAndSize);
		let engine = Engine::new(&config)?;
		let module = Module::from_file(&engine, path)?;
		let mut store = Store::new(&engine, ());
		let instance = Instance::new(&mut store, &module, &[])?;
		let run = instance.get_typed_func(&mut store, "run")?;
		let memory =
			instance.get_memory(&mut store, "memory").context("the module has no memory")?;
		Ok(Self { store, run, memory })
	}

	pub fn run(&mut self, case: usize, rounds: u32) -> Result<()> {
		self.run.call(&mut self.store, (u32::try_from(case)?, rounds))
	}

	/// Bytes of the module's own stack, which lies in its memory, that a case takes.
	pub fn depth(&mut self, case: usize) -> Result<usize> {
		let paint = PAINT.to_le_bytes();
		let stack = &mut self.memory.data_mut(&mut self.store)[..STACK];
		stack.chunks_exact_mut(paint.len()).for_each(|word| word.copy_from_slice(&paint));
		self.run(case, 1)?;
		let stack = &self.memory.data(&self.store)[..STACK];
		let painted = stack.chunks_exact(paint.len()).take_while(|word| **word == paint).count();
		Ok(STACK - painted * paint.len())
	}
}
