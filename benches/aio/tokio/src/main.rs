//! Serves the echo rows of `benches/aio` on a current-thread tokio runtime, and says what one message costs as `rows.py` does:
//! `tokio-echo rows.py echo_protocol_100`. The load is client.py beside rows.py.

use std::path::Path;
use std::process::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    let mut data = [0; 64 * 1024];
    loop {
        let n = stream.read(&mut data).await?;
        if n == 0 {
            return Ok(());
        }
        stream.write_all(&data[..n]).await?;
    }
}

/// CPU seconds of this process, and its peak memory in KiB.
fn used() -> (f64, i64) {
    // SAFETY: the struct is filled by the call.
    let usage = unsafe {
        let mut usage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &mut usage);
        usage
    };
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 / 1e6;
    (seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss)
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, rows, row, ..] = args.as_slice() else { panic!("usage: tokio-echo rows.py ROW") };
    let connections: usize =
        row.rsplit('_').next().and_then(|n| n.parse().ok()).expect("a row such as echo_protocol_100");
    let messages = (20_000 / connections).max(100);
    let client = Path::new(rows).with_file_name("client.py");
    let python = std::env::var("CLIENT_PYTHON").unwrap_or_else(|_| "python3".into());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let before = used().0;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let (done, mut over) = tokio::sync::mpsc::channel(1);
        std::thread::spawn(move || {
            let args = [port.to_string(), connections.to_string(), messages.to_string()];
            let status = Command::new(python).arg(client).args(args).status();
            assert!(status.is_ok_and(|s| s.success()), "the client got all answers");
            let _ = done.blocking_send(());
        });
        loop {
            tokio::select! {
                accepted = listener.accept() => drop(tokio::spawn(serve(accepted?.0))),
                _ = over.recv() => return Ok::<(), std::io::Error>(()),
            }
        }
    })?;
    let (after, peak) = used();
    println!("{:.0} {peak}", (after - before) / (connections * messages) as f64 * 1e9);
    Ok(())
}
