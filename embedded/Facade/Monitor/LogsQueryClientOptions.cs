using Azure.Core;

namespace Azure.Monitor.Query;

/// <summary>How a <see cref="LogsQueryClient"/> talks: retries, transport and diagnostics are those of every Azure client.</summary>
public class LogsQueryClientOptions : ClientOptions
{
    /// <summary>Options for a version of the service; there is one.</summary>
    public LogsQueryClientOptions(ServiceVersion version = ServiceVersion.V1) =>
        _ = version == ServiceVersion.V1 ? version : throw new NotSupportedException($"The service has no version {version}.");

    /// <summary>Versions of the service.</summary>
    public enum ServiceVersion
    {
        /// <summary>The only one.</summary>
        V1 = 1,
    }
}
