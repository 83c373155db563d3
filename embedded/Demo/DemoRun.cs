using Autocura.Incidents;
using Microsoft.DurableTask.Client;
using Spectre.Console;

namespace Autocura.Embedded.Demo;

/// <summary>
/// Shows one fault and its healing in the terminal, live: the release that breaks, the alert, the diagnosis with its numbers, the change, the
/// measurements and the verdict. It only watches: what it prints is the incident's own status.
/// </summary>
internal sealed class DemoRun(IAnsiConsole console, DurableTaskClient client, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Follows the workload's incident until it ends; the outcome is null when none was opened in time.</summary>
    public async Task<Outcome?> FollowAsync(WorkloadRef workload, TimeSpan patience, CancellationToken cancellationToken)
    {
        var printer = new TimelinePrinter(console);
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < patience)
        {
            if (await client.GetInstanceAsync(workload.InstanceId, getInputsAndOutputs: true, cancellationToken) is { } instance)
            {
                if (instance.SerializedCustomStatus is not null && instance.ReadCustomStatusAs<IncidentStatus>() is { } status)
                {
                    printer.Print(status);
                }

                if (instance.IsCompleted)
                {
                    return instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<Outcome>() : null;
                }
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }

        return null;
    }
}
