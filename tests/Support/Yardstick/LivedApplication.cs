using System.Collections.Concurrent;
using Autocura.Support.Catalogue;

namespace Autocura.Support.Yardstick;

/// <summary>
/// An application that the app has looked after for more than an hour in which all was well, so that it knows what good looks like: lived once for each seed, and
/// gone on from by every scenario.
/// </summary>
internal static class LivedApplication
{
    private const int Captures = 12;
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Unwatched = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<(string Application, int Seed, bool IsRenamed), Lazy<Task<InstalledApplication>>> Known = new();

    public static Task<InstalledApplication> GetAsync(CaseSettings settings) =>
        Known.GetOrAdd((settings.Scenario.Application, settings.Seed, settings.IsRenamed), _ => new(() => Task.Run(() => LiveAsync(settings)))).Value;

    /// <summary>Lets go of what was lived with a seed that is not played again.</summary>
    public static void Forget(int seed)
    {
        foreach (var lived in Known.Keys.Where(lived => lived.Seed == seed))
        {
            Known.TryRemove(lived, out _);
        }

        InstalledApplication.Forget(CaseSettings.Simulated(seed));
    }

    private static async Task<InstalledApplication> LiveAsync(CaseSettings settings)
    {
        var stage = await ScenarioStage.OpenAsync(settings.Played, settings.Stage);
        await using (var product = ProductUnderTest.Beside(stage, ProductUnderTest.Install(stage), hasMetrics: true))
        {
            for (var capture = 0; capture < Captures; capture++)
            {
                await stage.UntilAsync(Watched, _ => false);
                await product.CaptureKnownGoodAsync();
                await stage.RestAsync(Unwatched);
            }
        }

        return await stage.CloseAsync();
    }
}
