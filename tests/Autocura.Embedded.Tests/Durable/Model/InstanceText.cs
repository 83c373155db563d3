using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>An instance as one line, in the same words whether it comes from the model or from the engine.</summary>
internal static class InstanceText
{
    public static string Of(ModelInstance instance)
    {
        var unread = instance.HasEnded ? [] : instance.Run.Unread.Select(raised => $"{raised.Name}={raised.Text}");
        return Of(instance.Path, instance.Run.Input.Run, instance.Status, [instance.Output, instance.CustomStatus, instance.Failure?.ToString()], unread);
    }

    /// <summary>Of the engine's instance; unread events only where it has not ended, as JSON.</summary>
    public static string Of(OrchestrationMetadata instance, IEnumerable<string> unread)
    {
        var input = instance.ReadInputAs<StoryInput>()!;
        return Of(input.Path, input.Run, instance.RuntimeStatus, [instance.SerializedOutput, instance.SerializedCustomStatus, Failure(instance.FailureDetails)?.ToString()], unread);
    }

    private static Failure? Failure(TaskFailureDetails? details) =>
        details is null ? null : new Failure(details.ErrorType, details.ErrorMessage, Failure(details.InnerFailure));

    private static string Of(string path, int run, OrchestrationRuntimeStatus status, string?[] said, IEnumerable<string> unread) =>
        // An instance that was started a moment ago is Pending until its first turn, and how soon that comes is nobody's business.
        $"{path} run {run} {status} output {said[0]} status {said[1]} failure {said[2]} unread [{string.Join("; ", unread)}]".Replace(" is Pending:", " is Running:");
}
