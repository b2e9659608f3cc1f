namespace SunGov.Compat.Engine;

/// <summary>What stands in the directory under a key: an activation, or the pool of a stateless worker.</summary>
internal interface IRequestTarget
{
    /// <summary>Takes a request; false if it has ended and another one must be found.</summary>
    bool Receive(Request request);
}
