using System.Diagnostics;

namespace Autocura.Support;

/// <summary>
/// Waits for another process, which has no clock of ours: asks until the answer is yes, and says what it waited for when the deadline passes.
/// Only tests against real clients and processes may use it.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    public static async Task TrueAsync(string what, TimeSpan deadline, Func<Task<bool>> ask, Func<string>? context = null)
    {
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        using var pace = new PeriodicTimer(AskEvery);
        do
        {
            try
            {
                if (await ask())
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
            {
                last = failure;
            }
        }
        while (watch.Elapsed < deadline && await pace.WaitForNextTickAsync());

        throw new TimeoutException($"Waited {deadline} for: {what}. {last?.Message} {context?.Invoke()}");
    }
}
