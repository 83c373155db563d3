namespace Autocura.Demo.Telemetry;

/// <summary>The errors and the waiting that an application was told to show, drawn from its own seed.</summary>
public sealed class Trouble(TelemetrySettings settings, TimeProvider time)
{
    private readonly Lock drawing = new();
    private readonly Random random = new(settings.Seed);

    /// <summary>Waits as long as this request is to take, and says whether it is to fail.</summary>
    public async Task<bool> StrikesAsync(CancellationToken cancellation)
    {
        var (wait, fails) = Draw();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellation);
        }

        return fails;
    }

    private (TimeSpan Wait, bool Fails) Draw()
    {
        lock (drawing)
        {
            return (settings.Latency * random.NextDouble(), random.NextDouble() * 100 < settings.Errors);
        }
    }
}
