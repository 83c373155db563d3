using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// Whether a round of watching is due. Timers tick faster than rounds are wanted, so that a change of the interval takes effect without a restart; a round is due when
/// the clock has entered another stretch of the interval since the last one began.
/// </summary>
internal sealed record Cadence(TimeSpan Every, DateTimeOffset Now)
{
    public async Task<bool> IsDueAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(instanceId, cancellationToken) is not { } last || IsDue(last.CreatedAt);

    /// <summary>Stretches begin with the hours, so that the rounds of every host fall together.</summary>
    internal bool IsDue(DateTimeOffset last) => last.UtcTicks / Every.Ticks != Now.UtcTicks / Every.Ticks;
}
