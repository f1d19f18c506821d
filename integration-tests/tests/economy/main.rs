//! The whole economy in any order: hardware, feeds, the dollar, its treasury, the vault, loans and
//! their sales, against a model that knows the protocol and not the code.
//!
//! | module | what it has |
//! |---|---|
//! | `world` | the chain, its people, and how its time passes |
//! | `acts` | what may happen, by chance |
//! | `deeds` | calls of the runtime with their origins |
//! | `model` | the economy in exact fractions |
//! | `laws` | what holds after every deed and every block |
//! | `play` | one case after the other |

mod acts;
mod deeds;
mod laws;
mod model;
mod play;
mod world;
