using System.Diagnostics;
using System.Globalization;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>
/// A life of the engine in a process of its own. What its activities do and what its client knows it writes to files, as an effect on the
/// world and a client elsewhere would keep it, and says it on its output.
/// </summary>
internal sealed class LifeProcess : IDisposable
{
    private const string Ended = "end";

    private readonly Process process;

    private LifeProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public static LifeProcess Start(string folder, int seed, int ordinal)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(LifeProcess).Assembly.Location, folder, Text(seed), Text(ordinal)]) start.ArgumentList.Add(argument);
        return new LifeProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>What the client knew last.</summary>
    public static Mark LastMark(string folder) => Lines(folder, "marks") is [.., var last] && last.Split(' ') is [var acknowledged, var clock]
        ? new Mark(0, int.Parse(acknowledged), new DateTimeOffset(long.Parse(clock), TimeSpan.Zero))
        : Mark.Beginning;

    /// <summary>The results of all runs of activities, in order.</summary>
    public static string[] Runs(string folder) => Lines(folder, "runs");

    /// <summary>Waits until it has said so much. False when it has come to the end of the story before.</summary>
    public async Task<bool> SaysAsync(int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process ended within the story.");
            if (line == Ended) return false;
        }

        return true;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lets a process that has come to the end close its files.</summary>
    public async Task CloseAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>What the process does.</summary>
    public static async Task RunAsync(string folder, int seed, int ordinal)
    {
        Workload.CountFrom(ordinal * 1_000_000);
        await using (await Life.LiveAsync(RandomStory.Of(new Random(seed), seed), folder, LastMark(folder), ordinal, witness: new Scribe(folder)))
        {
            await Console.Out.WriteLineAsync(Ended);
            await Console.In.ReadToEndAsync();
        }
    }

    /// <summary>A kill may leave half a line; it says no more than that nothing was told.</summary>
    private static string[] Lines(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllText(path).Split('\n')[..^1] : [];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Scribe(string folder) : IWitness
    {
        private readonly Lock gate = new();

        public void Ran(string result) => Write("runs", result);

        public void Noted(Mark mark) => Write("marks", $"{mark.Acknowledged} {mark.Clock.UtcTicks}");

        private void Write(string name, string line)
        {
            lock (gate)
            {
                File.AppendAllText(Path.Combine(folder, name), line + "\n");
                Console.Out.WriteLine(line);
            }
        }
    }
}
