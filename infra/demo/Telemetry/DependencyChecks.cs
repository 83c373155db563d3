using System.Net.Sockets;

namespace Autocura.Demo.Telemetry;

/// <summary>Whether what the application needs can be reached: its dependencies and the next application of the chain. A look is remembered for a second, so that scrapes and probes together make one.</summary>
public sealed class DependencyChecks(TelemetrySettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim looking = new(1);
    private (DateTimeOffset At, SortedDictionary<string, bool> Found)? last;

    public async Task<IReadOnlyDictionary<string, bool>> LookAsync(CancellationToken cancellation)
    {
        await looking.WaitAsync(cancellation);
        try
        {
            if (last is not { } known || time.GetUtcNow() - known.At >= Fresh)
            {
                var found = await Task.WhenAll(All().Select(async one => (one.Name, IsUp: await AnswersAsync(one, cancellation))));
                known = (time.GetUtcNow(), new(found.ToDictionary(one => one.Name, one => one.IsUp), StringComparer.Ordinal));
                last = known;
            }

            return known.Found;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    private IEnumerable<Dependency> All() => settings.Destination is { } next
        ? settings.Dependencies.Append(new Dependency(next.Host, next.Host, next.Port)).DistinctBy(one => one.Name)
        : settings.Dependencies;

    private async Task<bool> AnswersAsync(Dependency dependency, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(dependency.Host, dependency.Port, either.Token);
            return true;
        }
        catch (Exception unreachable) when (unreachable is SocketException || (unreachable is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
