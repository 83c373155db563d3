using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>What stories are to be about. The model marks each when it really happens, so that the generator cannot become trivial unnoticed.</summary>
internal enum Construct
{
    ActivitySucceeded,
    ActivityFailed,
    FanOut,
    ChildWithChosenId,
    ChildWithGeneratedId,
    ChildFailed,
    ChildRefused,
    ChildReplaced,
    RetriedByPolicy,
    RetriedByHandler,
    TimerFired,
    TimerCancelled,
    Waited,
    WaitTimedOut,
    WaitCancelled,
    EventKeptUntilAwaited,
    EventForLatestOfSeveral,
    EventLeftUnread,
    EventCarriedOver,
    EventsDropped,
    EventSentToParent,
    EventSentToItself,
    EventSentToNobody,
    WhenAll,
    WhenAnyThatCancels,
    WhenAnyThatLeavesRunning,
    Caught,
    Threw,
    StatusSet,
    Looked,
    ContinuedAsNew,
    ReturnedBeforeItsCalls,
    Suspended,
    HeldBackUntilResumed,
    Terminated,
    TerminatedWithChildren,
    Restarted,
    OutsideRefused,
    EndedCompleted,
    EndedFailed,
    StillWaiting,
}

/// <summary>What a step or an end counts as.</summary>
internal static class Constructs
{
    public static Construct? Of(Step step) => step switch
    {
        Step.FanOut => Construct.FanOut,
        Step.Wait => Construct.Waited,
        Step.WhenAll => Construct.WhenAll,
        Step.WhenAny any => any.CancelLosers ? Construct.WhenAnyThatCancels : Construct.WhenAnyThatLeavesRunning,
        Step.Throw => Construct.Threw,
        Step.Status => Construct.StatusSet,
        Step.Look => Construct.Looked,
        Step.Send { To: Receiver.Self } => Construct.EventSentToItself,
        Step.Send { To: Receiver.Parent } => Construct.EventSentToParent,
        Step.Send => Construct.EventSentToNobody,
        _ => null,
    };

    public static Construct Of(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Completed => Construct.EndedCompleted,
        OrchestrationRuntimeStatus.Failed => Construct.EndedFailed,
        OrchestrationRuntimeStatus.Terminated => Construct.Terminated,
        _ => Construct.StillWaiting,
    };
}
