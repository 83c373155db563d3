using Autocura.Signals.Inference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Autocura.Triggers;

/// <summary>Sends an answer of the protocol as it is.</summary>
internal sealed class InferenceResult(InferenceAnswer answer) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        response.ContentLength = answer.Json.Length;
        await response.Body.WriteAsync(answer.Json, context.HttpContext.RequestAborted);
    }
}
