namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>
/// A place for disks that die by the thousand. What is tested is the order of writes, which a disk in memory keeps as well; that a commit
/// waits for a real disk is a setting, and the processes that are killed elsewhere run on one.
/// </summary>
internal sealed class CrashFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string root;
    private int lives;

    public CrashFolder()
    {
        var parent = Directory.Exists(Memory) ? Memory : Path.GetTempPath();
        root = Path.Combine(parent, $"autocura-crash-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(root);
    }

    /// <summary>A folder with that on its disk; the one before is gone.</summary>
    public string With(DiskImage image)
    {
        var before = Path.Combine(root, $"{lives}");
        if (Directory.Exists(before)) Directory.Delete(before, recursive: true);
        var folder = Path.Combine(root, $"{++lives}");
        Directory.CreateDirectory(folder);
        image.WriteTo(Path.Combine(folder, "durable.db"));
        return folder;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
