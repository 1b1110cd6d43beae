// The API of the server that this page came from.

const UNREACHABLE = "The server does not answer. Check the connection and try again.";

export class ApiError extends Error {}

export async function ask(task, request) {
  let response;
  try {
    response = await fetch(`/v1/${task}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    });
  } catch {
    throw new ApiError(UNREACHABLE);
  }
  const reply = await response.json().catch(() => null); // nginx answers for itself when the server is down
  if (reply?.error) throw new ApiError(reply.error.message);
  if (!response.ok || reply === null) throw new ApiError(UNREACHABLE);
  return reply;
}
