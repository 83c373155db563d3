namespace Autocura.EndToEnd.Monitoring;

/// <summary>The files of <c>infra/monitoring</c>, as they lie beside the tests.</summary>
internal static class Infra
{
    public static string Path(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, "infra", file);
}
