namespace Autocura.EndToEnd;

/// <summary>
/// A test that needs programs nobody here wrote. Where one is missing the test is skipped and says how to get it; in CI it runs and fails,
/// so that a green build always means that the real clients were there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealClientFactAttribute : FactAttribute
{
    public RealClientFactAttribute(params string[] binaries)
    {
        Binaries = binaries;
        var missing = binaries.Where(binary => RealClients.Find(binary) is null).ToList();
        if (missing.Count > 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Skip = string.Join(" ", missing.Select(RealClients.HowToInstall));
        }
    }

    public IReadOnlyList<string> Binaries { get; }
}
