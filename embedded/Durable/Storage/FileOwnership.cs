namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// The right to be the only process that uses a file or folder. The operating system takes it back when the process ends, however it ends.
/// </summary>
internal sealed class FileOwnership : IDisposable
{
    // EWOULDBLOCK on Linux and on BSD, and what Windows says instead.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream held;

    private FileOwnership(string path)
    {
        held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            // A file of its own, as nobody else may so much as read the one that is held. It is not worth deleting: it counts only while that one is held.
            File.WriteAllText(path + ".owner", $"process {Environment.ProcessId} ({Path.GetFileName(Environment.ProcessPath)})");
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes it, under the name by which the user knows it.</summary>
    /// <exception cref="DurableStoreException">Another process has it, or the place cannot be written to.</exception>
    public static FileOwnership Take(string path, string? name = null)
    {
        name ??= path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileOwnership(path);
        }
        catch (IOException problem) when (HeldByAnother.Contains(problem.HResult))
        {
            throw new DurableStoreException(
                name, $"is in use by {Holder(path)}", "Stop that process, or give this one a data folder of its own (--data).", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DurableStoreException(
                name, "cannot be created or opened here", $"Make its folder writable for this user, or name another (--data): {problem.Message}", problem);
        }
    }

    public void Dispose() => held.Dispose();

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path + ".owner") is { Length: > 0 } holder ? holder : "another process";
        }
        catch (IOException)
        {
            // It has only just taken it, or is about to let go.
            return "another process";
        }
    }
}
