using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Storage;
using Autocura.Support;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>How far the client had come when the log was that long: how many steps were acknowledged, and what the clock said.</summary>
internal sealed record Mark(long Position, int Acknowledged, DateTimeOffset Clock)
{
    public static Mark Beginning { get; } = new(0, 0, Workload.Opening);
}

/// <summary>Sees what happens in a life while it happens.</summary>
internal interface IWitness
{
    void Ran(string result);

    void Noted(Mark mark);
}

/// <summary>One life of the engine: from what a kill has left on the disk to the end of the story.</summary>
internal sealed class Life : IAsyncDisposable
{
    private readonly Story story;
    private readonly List<Mark> marks;
    private readonly IWitness? witness;

    private Life(Story story, EngineRun run, Mark start, int ordinal, IWitness? witness)
    {
        this.witness = witness;
        this.story = story;
        Run = run;
        Ordinal = ordinal;
        marks = [start with { Position = 0 }];
    }

    public EngineRun Run { get; }

    public int Ordinal { get; }

    public EmbeddedTaskClient Client => Run.Client;

    /// <summary>Lives the story from where the client had come, to its end.</summary>
    public static async Task<Life> LiveAsync(Story story, string folder, Mark start, int ordinal, bool paranoid = false, IWitness? witness = null)
    {
        var clock = new ManualTime(start.Clock);
        var run = await EngineRun.StartAsync(new Workload(clock, witness is null ? null : witness.Ran).Functions, folder, clock, options => options with { Paranoid = paranoid });
        var life = new Life(story, run, start, ordinal, witness);
        try
        {
            await life.PlayAsync(start.Acknowledged);
            return life;
        }
        catch
        {
            await life.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the client knew when the log had this length.</summary>
    public Mark At(long position) => marks.FindLast(mark => mark.Position <= position)!;

    public DiskImage Image() => DiskImage.ReadFrom(Run.DatabasePath);

    public Task<OrchestrationMetadata?> FindAsync(string id) => Client.GetInstancesAsync(id);

    public void Pass(TimeSpan span)
    {
        Run.Clock.Advance(span);
        Note(marks[^1].Acknowledged);
    }

    /// <summary>Moves the clock from timer to timer until it is so; fails when nothing is left to wait for.</summary>
    public async Task UntilAsync(Func<Task<bool>> reached)
    {
        while (true)
        {
            await Run.Engine.WhenIdleAsync();
            if (await reached()) return;
            if (Run.Engine.NextTimerDue is not { } due) throw new InvalidOperationException($"'{story.Name}' waits for something that no timer brings, in life {Ordinal}.");
            var now = Run.Clock.GetUtcNow();
            Pass(due > now ? due - now : TimeSpan.Zero);
        }
    }

    public ValueTask DisposeAsync() => Run.DisposeAsync();

    private async Task PlayAsync(int from)
    {
        for (var i = from; i < story.Steps.Count; i++)
        {
            await story.Steps[i].Act(this);
            Note(i + 1);
        }

        await UntilAsync(() => Task.FromResult(Run.Engine.ReadPage(new(), InstanceCursor.Start, 1000).Instances.All(instance => instance.HasEnded)));
    }

    private void Note(int acknowledged)
    {
        var mark = new Mark(DiskImage.LogLength(Run.DatabasePath), acknowledged, Run.Clock.GetUtcNow());
        marks.Add(mark);
        witness?.Noted(mark);
    }
}
