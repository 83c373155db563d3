namespace Autocura.Benchmarks.Harness;

/// <summary>A folder of its own for one measurement, on the file system of the build output: the system's temporary folder may be memory.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(AppContext.BaseDirectory, "work", Guid.NewGuid().ToString("N"))).FullName;

    public string Database => System.IO.Path.Combine(Path, "durable.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
