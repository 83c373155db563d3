namespace Autocura.Support;

/// <summary>Where the real clients are on this machine, and how to get them.</summary>
public static class RealClients
{
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["prometheus"] = "apt-get install prometheus (or https://prometheus.io/download)",
        ["promtool"] = "apt-get install prometheus (or https://prometheus.io/download)",
        ["prometheus-alertmanager"] = "apt-get install prometheus-alertmanager (or https://prometheus.io/download)",
        ["amtool"] = "apt-get install prometheus-alertmanager (or https://prometheus.io/download)",
        ["aiosmtpd"] = "apt-get install python3-aiosmtpd (or pip install aiosmtpd)",
        ["kubectl"] = "https://kubernetes.io/docs/tasks/tools/",
        ["chromium"] = "apt-get install chromium (or https://www.chromium.org/getting-involved/download-chromium)",
        ["node"] = "apt-get install nodejs npm (or https://nodejs.org)",
    };

    /// <summary>The program's full path, or null when it is not on the PATH.</summary>
    public static string? Find(string binary) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names(binary).Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    // Debian renames what upstream calls plainly.
    private static string[] Names(string binary) => binary == "prometheus-alertmanager" ? [binary, "alertmanager"] : [binary];

    /// <summary>The program's full path; without it the test that asks fails with the way to install it.</summary>
    public static string Require(string binary) => Find(binary) ?? throw new InvalidOperationException(HowToInstall(binary));

    public static string HowToInstall(string binary) => $"'{binary}' is not on the PATH: {Packages.GetValueOrDefault(binary, "install it")}.";
}
