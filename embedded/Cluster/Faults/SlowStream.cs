namespace Autocura.Embedded.Cluster.Faults;

/// <summary>Passes what is written on at a given speed, a tenth of a second's worth at a time.</summary>
internal sealed class SlowStream(Stream inner, int bytesPerSecond, TimeProvider time) : Stream
{
    private const int PiecesPerSecond = 10;
    private readonly int piece = Math.Max(1, bytesPerSecond / PiecesPerSecond);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var now = buffer[..Math.Min(piece, buffer.Length)];
            await Task.Delay(TimeSpan.FromSeconds((double)now.Length / bytesPerSecond), time, cancellationToken);
            await inner.WriteAsync(now, cancellationToken);
            await inner.FlushAsync(cancellationToken);
            buffer = buffer[now.Length..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
