using System.Buffers.Binary;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>
/// What is on the disk: the database file and its write-ahead log. The log holds every commit in order, so a log cut after the n-th commit
/// (and a torn piece of the next) is the disk as a kill at that moment leaves it, before the commit was acknowledged to anyone.
/// </summary>
internal sealed record DiskImage(byte[] Database, byte[] Log)
{
    private const int Header = 32;
    private const int FrameHeader = 24;

    /// <summary>A folder in which nothing has run yet.</summary>
    public static DiskImage Empty { get; } = new([], []);

    /// <summary>The ends of the log's commits: frames whose header gives the size of the database after them.</summary>
    public IReadOnlyList<int> Commits { get; } = CommitsOf(Log);

    /// <summary>The disk of a process that died after the commit that ends there, while it wrote the next.</summary>
    public DiskImage CutAt(int end, int torn) => new(Database, Log[..Math.Min(Log.Length, end + torn)]);

    public void WriteTo(string path)
    {
        if (Database.Length == 0) return;
        File.WriteAllBytes(path, Database);
        if (Log.Length > 0) File.WriteAllBytes(path + "-wal", Log);
    }

    /// <summary>Reads the files of an engine that is idle, but still has them open.</summary>
    public static DiskImage ReadFrom(string path) => new(Read(path), Read(path + "-wal"));

    /// <summary>How far the log has been written.</summary>
    public static long LogLength(string path) => new FileInfo(path + "-wal") is { Exists: true } log ? log.Length : 0;

    private static byte[] Read(string path)
    {
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static List<int> CommitsOf(byte[] log)
    {
        var ends = new List<int>();
        if (log.Length < Header) return ends;
        var page = BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        var salt = log.AsSpan(16, 8);
        for (var frame = Header; frame + FrameHeader + page <= log.Length; frame += FrameHeader + page)
        {
            log.AsSpan(frame + 8, 8).SequenceEqual(salt).ShouldBeTrue("the log was started over within the run: make the story shorter");
            if (BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(frame + 4)) != 0) ends.Add(frame + FrameHeader + page);
        }

        return ends;
    }
}
