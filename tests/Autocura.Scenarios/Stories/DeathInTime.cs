using Autocura.Support.Chaos;

namespace Autocura.Scenarios.Stories;

/// <summary>A host dies at an activity, the time that is said: before it is begun, or after it was done and before anybody knows.</summary>
internal sealed class DeathInTime(string activity, int time, Moment moment) : IFate
{
    private readonly TaskCompletionSource death = new();
    private int seen;

    public Task Death => death.Task;

    public Task<Moment?> BeginAsync(string begun) => Task.FromResult<Moment?>(begun == activity && Interlocked.Increment(ref seen) == time ? moment : null);

    public void Die() => death.TrySetResult();

    public string? Change(string changed, string? input, string? output) => output;
}
