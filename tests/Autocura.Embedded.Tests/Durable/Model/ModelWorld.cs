using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>
/// Durable orchestrations as the documentation describes them, for one story, in memory: no history, no replay, no threads. Time goes from one
/// thing that is due to the next: first timers, then the outside world's steps, then activities that end, one at a time.
/// </summary>
internal sealed class ModelWorld
{
    private readonly Dictionary<string, ModelInstance> instances = [];
    private readonly Queue<(ModelInstance Target, Arrived What)> arriving = [];
    private readonly List<Asked.Timer> timers = [];
    private readonly List<HeldCall> held = [];
    private readonly Dictionary<string, int> ends = [];
    private readonly List<string> log = [];
    private readonly HashSet<Construct> seen = [];
    private int ids;

    private ModelWorld(Story story) => Story = story;

    public Story Story { get; }

    public DateTime Now { get; private set; } = Story.Start;

    /// <summary>What happened, as the engine must have it too; null when the story leaves the order of two things open.</summary>
    public static (IReadOnlyList<string> Outcome, IReadOnlySet<Construct> Seen)? Tell(Story story, int? restartSecond)
    {
        var world = new ModelWorld(story);
        return world.Play(restartSecond) ? (world.Outcome(), world.seen) : null;
    }

    public int NextId() => ids++;

    public void Saw(Construct construct) => seen.Add(construct);

    public void Saw(Step step)
    {
        if (Constructs.Of(step) is { } construct) Saw(construct);
    }

    private bool Play(int? restartSecond)
    {
        Begin(new ModelInstance(Story.RootId, new StoryInput(Story.Seed, 0, 0, "root"), null), new StoryInput(Story.Seed, 0, 0, "root"));
        Settle();
        var script = new Queue<OutsideStep>(Story.Script);
        var restart = restartSecond is { } second ? Story.At(second) : (DateTime?)null;
        while (NextTime(script) is { } next)
        {
            if (restart is { } due && due <= next)
            {
                held.RemoveAll(call => call.IsUnwanted);
                restart = null;
                continue;
            }

            Now = next;
            if (!FireTimers()) return false;
            while (script.TryPeek(out var step) && Story.At(step.Second) == Now)
            {
                Outside(script.Dequeue());
                Settle();
            }

            while (held.Where(call => call.DueAt == Now).OrderBy(call => call.Key).ToList() is { Count: > 0 } ending)
            {
                if (ending.Count > 1 && ending[0].Key == ending[1].Key) return false;
                EndActivity(ending[0]);
                Settle();
            }
        }

        return true;
    }

    private DateTime? NextTime(Queue<OutsideStep> script)
    {
        var due = timers.Select(timer => timer.DueAt).Concat(held.Select(call => call.DueAt)).Concat(script.Take(1).Select(step => Story.At(step.Second))).ToList();
        return due.Count == 0 ? null : due.Min();
    }

    /// <summary>False when two are due at one time: nobody promises their order.</summary>
    private bool FireTimers()
    {
        var due = timers.Where(timer => timer.DueAt <= Now).ToList();
        if (due.Count > 1) return false;
        foreach (var timer in due)
        {
            timers.Remove(timer);
            Saw(Construct.TimerFired);
            Answer(timer.Run, timer.Number, new Result.Ok(""));
        }

        Settle();
        return true;
    }

    private void EndActivity(HeldCall call)
    {
        held.Remove(call);
        var times = ends[call.Key] = ends.GetValueOrDefault(call.Key) + 1;
        log.Add($"ended {call.Key} {times}");
        var fails = times <= call.FailFirst;
        Saw(fails ? Construct.ActivityFailed : Construct.ActivitySucceeded);
        Answer(call.Run, call.Number, fails ? new Result.Failed(Failure.OfActivity(call.Label, times)) : new Result.Ok($"{call.Label} done {times}"));
    }

    private void Outside(OutsideStep step)
    {
        var id = step.Child == 0 ? Story.RootId : Story.ChosenId(step.Child);
        var target = instances.GetValueOrDefault(id);
        var answer = target is null ? "unknown" : target.HasEnded != (step.Kind == OutsideKind.Restart) ? "refused" : "done";
        log.Add($"{step} {answer}");
        if (answer != "done")
        {
            Saw(Construct.OutsideRefused);
            return;
        }

        if (step.Kind == OutsideKind.Restart) Restart(target!);
        else arriving.Enqueue((target!, Arrived.From(step)));
    }

    private void Restart(ModelInstance ended)
    {
        Saw(Construct.Restarted);
        Begin(new ModelInstance(ended.Id, ended.Run.Input, null), ended.Run.Input);
    }

    private void Begin(ModelInstance instance, StoryInput input)
    {
        if (instances.TryGetValue(instance.Id, out var old)) Unwant(old);
        instances[instance.Id] = instance;
        StartRun(instance, input);
    }

    private void StartRun(ModelInstance instance, StoryInput input)
    {
        instance.Run = new ModelRun(instance, input, this);
        instance.Run.Start();
        AfterCode(instance);
    }

    private void Settle()
    {
        while (arriving.TryDequeue(out var next))
        {
            if (instances.GetValueOrDefault(next.Target.Id) == next.Target && !next.Target.HasEnded) Take(next.Target, next.What);
        }
    }

    private void Take(ModelInstance instance, Arrived what)
    {
        switch (what)
        {
            case Arrived.Suspend:
                Saw(Construct.Suspended);
                instance.Status = OrchestrationRuntimeStatus.Suspended;
                break;
            case Arrived.Resume:
                instance.Status = OrchestrationRuntimeStatus.Running;
                Resume(instance);
                break;
            case Arrived.Terminate stop:
                Terminate(instance, stop);
                break;
            default:
                if (instance.Status == OrchestrationRuntimeStatus.Suspended) instance.HeldBack.Enqueue(what);
                else Hand(instance, what);
                break;
        }
    }

    private void Resume(ModelInstance instance)
    {
        while (!instance.HasEnded && instance.HeldBack.TryDequeue(out var kept))
        {
            Saw(Construct.HeldBackUntilResumed);
            Hand(instance, kept);
        }
    }

    private void Hand(ModelInstance instance, Arrived what)
    {
        if (what is Arrived.Event raised) instance.Run.Raise(raised.Name, raised.Text);
        else if (what is Arrived.Answer answer && answer.Run == instance.Run) instance.Run.Deliver(answer.Number, answer.Result);
        AfterCode(instance);
    }

    private void AfterCode(ModelInstance instance)
    {
        foreach (var asked in instance.Run.TakeAsked()) CarryOut(instance, asked);
        switch (instance.Run.Outcome)
        {
            case Result.Ok when instance.Run.Next is { } next:
                StartOver(instance, next.Input, next.KeepEvents);
                break;
            case Result.Ok ok:
                instance.Output = System.Text.Json.JsonSerializer.Serialize(ok.Text);
                End(instance, OrchestrationRuntimeStatus.Completed, ok);
                break;
            case Result.Failed failed:
                instance.Failure = failed.Failure;
                End(instance, OrchestrationRuntimeStatus.Failed, failed);
                break;
        }
    }

    private void CarryOut(ModelInstance instance, Asked asked)
    {
        switch (asked)
        {
            case Asked.Activity { Call: var call }:
                held.Add(call with { DueAt = Story.At((int)Math.Ceiling((Now - Story.Start).TotalSeconds) + call.Seconds) });
                break;
            case Asked.Timer timer:
                timers.Add(timer);
                break;
            case Asked.NoTimer stopped:
                timers.RemoveAll(timer => timer.Run == stopped.Run && timer.Number == stopped.Number);
                break;
            case Asked.Event sent when instances.TryGetValue(sent.Target, out var target) && !target.HasEnded:
                arriving.Enqueue((target, new Arrived.Event(sent.Name, sent.Text)));
                break;
            case Asked.Child child:
                StartChild(instance, child);
                break;
        }
    }

    private void StartChild(ModelInstance parent, Asked.Child child)
    {
        Saw(child.Id.StartsWith($"{Story.RootId}.", StringComparison.Ordinal) ? Construct.ChildWithChosenId : Construct.ChildWithGeneratedId);
        var existing = instances.GetValueOrDefault(child.Id);
        if (existing is { HasEnded: false })
        {
            Saw(Construct.ChildRefused);
            var why = $"An instance '{child.Id}' exists and is {existing.Status}: it cannot be started as a child of '{parent.Id}'.";
            arriving.Enqueue((parent, new Arrived.Answer(child.Run, child.Number, new Result.Failed(new("System.InvalidOperationException", why, null)))));
            return;
        }

        if (existing is not null) Saw(Construct.ChildReplaced);
        Begin(new ModelInstance(child.Id, child.Input, (parent, child.Run, child.Number)), child.Input);
    }

    private void StartOver(ModelInstance instance, StoryInput input, bool keepEvents)
    {
        Saw(Construct.ContinuedAsNew);
        var unread = instance.Run.Unread;
        timers.RemoveAll(timer => timer.Run == instance.Run);
        if (unread.Count > 0) Saw(keepEvents ? Construct.EventCarriedOver : Construct.EventsDropped);
        StartRun(instance, input);
        foreach (var (name, text) in keepEvents ? unread : []) Take(instance, new Arrived.Event(name, text));
    }

    private void End(ModelInstance instance, OrchestrationRuntimeStatus status, Result result)
    {
        instance.Status = status;
        timers.RemoveAll(timer => timer.Run == instance.Run);
        if (instance.Parent is { } parent) arriving.Enqueue((parent.Instance, new Arrived.Answer(parent.Run, parent.Number, result)));
        if (instance.Parent is not null && result is Result.Failed) Saw(Construct.ChildFailed);
    }

    private void Terminate(ModelInstance instance, Arrived.Terminate stop)
    {
        Saw(stop.WithChildren ? Construct.TerminatedWithChildren : Construct.Terminated);
        instance.Output = stop.Output;
        Unwant(instance);
        End(instance, OrchestrationRuntimeStatus.Terminated, new Result.Failed(
            new("System.OperationCanceledException", $"Sub-orchestration '{instance.Name}' ('{instance.Id}') was terminated.", null)));
        if (!stop.WithChildren) return;
        foreach (var child in instances.Values.Where(child => child.Parent?.Instance.Id == instance.Id && !child.HasEnded)) arriving.Enqueue((child, stop));
    }

    private void Unwant(ModelInstance instance)
    {
        for (var i = 0; i < held.Count; i++) held[i] = held[i] with { IsUnwanted = held[i].IsUnwanted || held[i].Run == instance.Run };
    }

    private void Answer(ModelRun run, int number, Result result)
    {
        var target = instances.Values.FirstOrDefault(instance => instance.Run == run);
        if (target is not null) arriving.Enqueue((target, new Arrived.Answer(run, number, result)));
    }

    private List<string> Outcome()
    {
        foreach (var instance in instances.Values)
        {
            Saw(Constructs.Of(instance.Status));
            if (!instance.HasEnded && instance.Run.Unread.Count > 0) Saw(Construct.EventLeftUnread);
        }

        return [.. log.Concat(instances.Values.Select(InstanceText.Of)).Order(StringComparer.Ordinal)];
    }
}
