using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>An instance of the model.</summary>
internal sealed class ModelInstance(string id, StoryInput input, (ModelInstance Instance, ModelRun Run, int Number)? parent)
{
    public string Id => id;

    public string Name => input.Body == 0 ? StoryOrchestrator.Root : StoryOrchestrator.Child;

    public string Path => input.Path;

    public (ModelInstance Instance, ModelRun Run, int Number)? Parent => parent;

    public OrchestrationRuntimeStatus Status { get; set; } = OrchestrationRuntimeStatus.Running;

    public string? Output { get; set; }

    public Failure? Failure { get; set; }

    public string? CustomStatus { get; set; }

    /// <summary>What a suspended instance is given when it is resumed.</summary>
    public Queue<Arrived> HeldBack { get; } = [];

    public ModelRun Run { get; set; } = null!;

    public bool HasEnded => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>Something that has arrived for an instance.</summary>
internal abstract record Arrived
{
    internal sealed record Answer(ModelRun Run, int Number, Result Result) : Arrived;

    internal sealed record Event(string Name, string Text) : Arrived;

    internal sealed record Suspend : Arrived;

    internal sealed record Resume : Arrived;

    internal sealed record Terminate(string? Output, bool WithChildren) : Arrived;

    /// <summary>What the outside world's step is to the instance; a restart is none, as it makes another.</summary>
    public static Arrived From(OutsideStep step) => step.Kind switch
    {
        OutsideKind.Raise => new Event(step.Event, $"raised {step.Second}"),
        OutsideKind.Suspend => new Suspend(),
        OutsideKind.Resume => new Resume(),
        _ => new Terminate($"\"stopped {step.Second}\"", step.Kind == OutsideKind.TerminateAll),
    };
}
