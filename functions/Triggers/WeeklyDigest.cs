using System.Globalization;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>
/// Has every Monday from 06:00 UTC on the digest of the seven days before kept and told. The instance is the week's, so it happens once however often it is asked for; who was down at six does it in a later hour
/// of that day.
/// </summary>
public sealed class WeeklyDigest(NotificationOptions options, TimeProvider time, ILogger<WeeklyDigest> logger)
{
    private const int Hour = 6;

    [Function(FunctionNames.WeeklyDigest)]
    public async Task RunAsync([TimerTrigger("0 0 6-23 * * 1")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var order = Order(time.GetUtcNow());
        var known = await client.GetInstanceAsync(order.InstanceId, cancellationToken);
        if (known is not null && known.RuntimeStatus is not (OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated)) return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.Digest, order, new StartOrchestrationOptions(order.InstanceId), cancellationToken);
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // Another replica was quicker, or the store is down: the next hour tries again.
            logger.LogWarning(refused, "The digest of {Week} could not be begun", order.Week);
        }
    }

    /// <summary>That of the week that its Monday begins: it tells until six there, whenever it is made.</summary>
    private DigestOrder Order(DateTimeOffset now)
    {
        var today = now.UtcDateTime.Date;
        var day = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
        return new DigestOrder(week, new DateTimeOffset(day.AddHours(Hour), TimeSpan.Zero), options.DigestChannels());
    }
}
