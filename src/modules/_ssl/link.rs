//! A connection with its ways in and out: reading, writing, the handshake and the end, as calls that run without the GIL
//! and say why they stopped. No Python objects.
//!
//! Three locks: `incoming` while bytes of a record are awaited, `outgoing` while bytes are sent, `engine` only for moments.
//! One thread can so wait for data while another one sends.

use super::engine::{CHUNK, Engine, Failure, Phase};
use crate::host::clock::monotonic;
use crate::host::{Errno, socket as host};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// Bytes between a program and a connection.
#[derive(Default)]
pub struct Pipe {
    data: Vec<u8>,
    at: usize,
    /// Whether nothing comes after what is there.
    pub ended: bool,
}

impl Pipe {
    /// What is there.
    pub fn rest(&self) -> &[u8] {
        &self.data[self.at..]
    }

    /// Removes bytes from the front.
    pub fn skip(&mut self, n: usize) {
        self.at += n;
        if self.at >= self.data.len() {
            self.data.clear();
            self.at = 0;
        }
    }

    /// Adds bytes.
    pub fn push(&mut self, more: &[u8]) {
        if self.at > CHUNK {
            self.data.drain(..self.at);
            self.at = 0;
        }
        self.data.extend_from_slice(more);
    }
}

/// Takes a lock; a panic of another thread does not matter, because each change is complete.
pub fn lock<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why a call stopped before it was done.
pub enum Stop {
    /// Nothing to read now.
    Read,
    /// No room to write now.
    Write,
    /// The time is over; while reading, or while writing.
    Timeout(bool),
    /// A signal came.
    Interrupted,
    /// Somebody has to choose a configuration.
    Hello,
    /// The connection failed.
    Failed(Failure),
    /// The system says no.
    System(Errno),
}

/// Where bytes come from and go to.
#[derive(Clone, Copy)]
pub enum Wire<'a> {
    /// A descriptor, how long its calls wait, and until when this one does.
    Socket(i32, i64, i64),
    /// Memory: incoming, outgoing.
    Memory(&'a Mutex<Pipe>, &'a Mutex<Pipe>),
}

impl<'a> Wire<'a> {
    /// A descriptor; nanoseconds that its calls wait, negative: for ever.
    pub fn socket(fd: i32, timeout: i64) -> Wire<'a> {
        Wire::Socket(fd, timeout, monotonic().saturating_add(timeout.max(0)))
    }

    fn wait(fd: i32, deadline: i64, reading: bool) -> Result<(), Stop> {
        let events = if reading { libc::POLLIN } else { libc::POLLOUT };
        loop {
            let left = (deadline - monotonic()).max(0);
            let ms = ((left + 999_999) / 1_000_000).min(i32::MAX.into()) as i32;
            match host::poll(&mut [(fd, events, 0)], ms) {
                Ok(0) if monotonic() >= deadline => return Err(Stop::Timeout(reading)),
                Ok(0) => {}
                Ok(_) => return Ok(()),
                Err(e) => return Err(system(e)),
            }
        }
    }

    /// Some bytes; 0 at the end.
    fn receive(&self, buf: &mut [u8]) -> Result<usize, Stop> {
        match *self {
            Wire::Memory(incoming, _) => {
                let mut p = lock(incoming);
                let n = p.rest().len().min(buf.len());
                if n == 0 && !p.ended {
                    return Err(Stop::Read);
                }
                buf[..n].copy_from_slice(&p.rest()[..n]);
                p.skip(n);
                Ok(n)
            }
            Wire::Socket(fd, timeout, deadline) => loop {
                match host::recv_plain(fd, buf) {
                    Ok(n) => return Ok(n),
                    Err(Errno(libc::EAGAIN)) if timeout > 0 => Wire::wait(fd, deadline, true)?,
                    Err(Errno(libc::EAGAIN)) => return Err(Stop::Read),
                    Err(e) => return Err(system(e)),
                }
            },
        }
    }

    fn send(&self, data: &[u8]) -> Result<usize, Stop> {
        match *self {
            Wire::Memory(_, outgoing) => {
                lock(outgoing).push(data);
                Ok(data.len())
            }
            Wire::Socket(fd, timeout, deadline) => loop {
                match host::send(fd, data, 0, None) {
                    Ok(n) => return Ok(n),
                    Err(Errno(libc::EAGAIN)) if timeout > 0 => Wire::wait(fd, deadline, false)?,
                    Err(Errno(libc::EAGAIN)) => return Err(Stop::Write),
                    Err(e) => return Err(system(e)),
                }
            },
        }
    }
}

fn system(e: Errno) -> Stop {
    if e.0 == libc::EINTR { Stop::Interrupted } else { Stop::System(e) }
}

#[derive(Default)]
struct Outgoing {
    bytes: Pipe,
    /// Bytes of data in records that are not sent completely: a caller who was told to try again sends them again.
    owed: usize,
}

impl Outgoing {
    fn flush(&mut self, wire: Wire) -> Result<(), Stop> {
        while !self.bytes.rest().is_empty() {
            let n = wire.send(self.bytes.rest())?;
            self.bytes.skip(n);
        }
        Ok(())
    }
}

/// A connection.
pub struct Link {
    /// The state machine.
    pub engine: Mutex<Engine>,
    server: bool,
    /// Whether the end of the stream is as good as the peer's word for it.
    lenient: bool,
    incoming: Mutex<Vec<u8>>,
    outgoing: Mutex<Outgoing>,
}

/// What is wrong with the head of a record, and the alert that the peer gets.
fn fault(head: &[u8], at_start: bool) -> Option<(&'static str, Option<u8>)> {
    const HTTP: [&[u8]; 4] = [b"GET ", b"POST", b"HEAD", b"PUT "];
    if (20..=24).contains(&head[0]) && head[1] == 3 {
        let long = usize::from(u16::from_be_bytes([head[3], head[4]])) > CHUNK + 2048;
        return long.then_some(("PACKET_LENGTH_TOO_LONG", Some(22)));
    }
    Some((
        if at_start && HTTP.iter().any(|h| head.starts_with(h)) {
            "HTTP_REQUEST"
        } else if at_start && head.starts_with(b"CONNE") {
            "HTTPS_PROXY_REQUEST"
        } else {
            "WRONG_VERSION_NUMBER"
        },
        None,
    ))
}

impl Link {
    /// A connection of one side.
    pub fn new(engine: Engine, server: bool, lenient: bool) -> Link {
        Link {
            engine: Mutex::new(engine),
            server,
            lenient,
            incoming: Mutex::default(),
            outgoing: Mutex::default(),
        }
    }

    /// Whether it is the server's side.
    pub fn is_server(&self) -> bool {
        self.server
    }

    /// Waits for one record. Never more than that is taken from the wire: what follows may be no TLS any more, and who
    /// waits for the descriptor has to be told of it.
    fn receive(&self, wire: Wire, record: &mut Vec<u8>) -> Result<(), Stop> {
        loop {
            let have = record.len();
            let want = match record.get(..5) {
                None => 5,
                Some(head) => 5 + usize::from(u16::from_be_bytes([head[3], head[4]])),
            };
            if have >= 5 && have == want {
                break;
            }
            record.resize(want, 0);
            let r = wire.receive(&mut record[have..]);
            record.truncate(have + *r.as_ref().unwrap_or(&0));
            if r? == 0 {
                lock(&self.engine).end(self.lenient);
                return Ok(());
            }
            if have < 5 && record.len() == 5 {
                let mut e = lock(&self.engine);
                let start = self.server && e.phase() == Phase::Handshake;
                if let Some((reason, alert)) = fault(record, start) {
                    record.clear();
                    e.fail(Failure::Reason(reason), alert);
                    return Ok(());
                }
            }
        }
        lock(&self.engine).feed(record);
        record.clear();
        Ok(())
    }

    /// Sends what the engine has.
    fn flush(&self, wire: Wire) -> Result<(), Stop> {
        if !lock(&self.engine).has_out() && self.outgoing.try_lock().is_ok_and(|o| o.bytes.rest().is_empty())
        {
            return Ok(());
        }
        let mut out = lock(&self.outgoing);
        let more = lock(&self.engine).take_out();
        out.bytes.push(&more);
        out.flush(wire)
    }

    /// Why the engine failed, after a try to tell the peer.
    fn failed(&self, wire: Wire) -> Result<(), Stop> {
        let Some(f) = lock(&self.engine).failure() else { return Ok(()) };
        if matches!(f, Failure::Eof) {
            lock(&self.engine).end(false);
        }
        // The failure is what counts, not whether the peer hears of it.
        let _ = self.flush(wire);
        Err(Stop::Failed(f))
    }

    /// The handshake, if it is not over.
    pub fn handshake(&self, wire: Wire) -> Result<(), Stop> {
        loop {
            self.failed(wire)?;
            let phase = lock(&self.engine).phase();
            match self.flush(wire) {
                // Tickets for later: a peer that is gone does not want them.
                Err(Stop::System(_)) if phase == Phase::Open => {}
                r => r?,
            }
            match phase {
                Phase::Open => return Ok(()),
                Phase::Hello => return Err(Stop::Hello),
                Phase::Handshake => {}
            }
            if lock(&self.engine).peer_closed() {
                return Err(Stop::Failed(Failure::Closed));
            }
            let mut record = lock(&self.incoming);
            if lock(&self.engine).phase() == Phase::Handshake {
                self.receive(wire, &mut record)?;
            }
        }
    }

    fn open(&self, wire: Wire) -> Result<(), Stop> {
        if lock(&self.engine).phase() == Phase::Open { Ok(()) } else { self.handshake(wire) }
    }

    /// Reads data: some bytes, or 0 when the peer has said that no more comes.
    pub fn read(&self, wire: Wire, buf: &mut [u8]) -> Result<usize, Stop> {
        self.open(wire)?;
        loop {
            {
                let mut e = lock(&self.engine);
                if e.pending() > 0 {
                    return Ok(e.read(buf));
                }
                if e.peer_closed() {
                    return if e.closed() { Err(Stop::Failed(Failure::Closed)) } else { Ok(0) };
                }
            }
            self.failed(wire)?;
            {
                let mut record = lock(&self.incoming);
                let ready = {
                    let e = lock(&self.engine);
                    e.pending() > 0 || e.peer_closed()
                };
                if !ready {
                    self.receive(wire, &mut record)?;
                }
            }
            // Answers to the peer (new keys); a thread that is sending takes them along.
            if lock(&self.engine).has_out() {
                match self.outgoing.try_lock() {
                    Ok(mut out) => {
                        let more = lock(&self.engine).take_out();
                        out.bytes.push(&more);
                        let _ = out.flush(wire);
                    }
                    Err(TryLockError::WouldBlock | TryLockError::Poisoned(_)) => {}
                }
            }
        }
    }

    /// Writes data from `done` on, which counts what is sent. It is an error only if nothing is.
    pub fn write(&self, wire: Wire, data: &[u8], done: &mut usize) -> Result<(), Stop> {
        self.open(wire)?;
        let mut out = lock(&self.outgoing);
        {
            let e = lock(&self.engine);
            if e.closed() {
                return Err(Stop::Failed(Failure::Reason("PROTOCOL_IS_SHUTDOWN")));
            }
            if matches!(e.failure(), Some(Failure::Eof | Failure::EofAgain)) {
                return Err(Stop::Failed(Failure::EofAgain));
            }
        }
        loop {
            let r = out.flush(wire);
            if let Err(stop) = r {
                return match stop {
                    Stop::Read | Stop::Write | Stop::Timeout(_) if *done > 0 => Ok(()),
                    stop => Err(stop),
                };
            }
            *done += std::mem::take(&mut out.owed).min(data.len() - *done);
            if *done == data.len() {
                return Ok(());
            }
            let mut e = lock(&self.engine);
            let chunk = &data[*done..(*done + CHUNK).min(data.len())];
            e.write(chunk);
            let more = e.take_out();
            out.bytes.push(&more);
            out.owed = chunk.len();
        }
    }

    /// Says that no more data comes, and waits for the peer to say the same.
    pub fn close(&self, wire: Wire) -> Result<(), Stop> {
        {
            let mut e = lock(&self.engine);
            if e.phase() != Phase::Open || (e.failure().is_some() && !e.closed()) {
                return Err(Stop::Failed(Failure::Reason("SHUTDOWN_WHILE_IN_INIT")));
            }
            if !e.closed() {
                e.close();
            }
        }
        self.flush(wire)?;
        loop {
            {
                let e = lock(&self.engine);
                if e.peer_closed() {
                    return Ok(());
                }
                if e.pending() > 0 {
                    return Err(Stop::Failed(Failure::Reason("APPLICATION_DATA_AFTER_CLOSE_NOTIFY")));
                }
            }
            self.failed(wire)?;
            let mut record = lock(&self.incoming);
            self.receive(wire, &mut record)?;
        }
    }
}
