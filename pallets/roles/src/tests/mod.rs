mod calls;
mod invariants;
mod meaning;
mod sequences;
