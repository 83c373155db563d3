namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The SDK's own request type. This runtime binds ASP.NET Core's instead; here it only tells a signature where a request came from.</summary>
public abstract class HttpRequestData
{
    private protected HttpRequestData(FunctionContext functionContext) => FunctionContext = functionContext;

    /// <summary>The invocation that the request triggered.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>The address that was asked for.</summary>
    public abstract Uri Url { get; }
}
