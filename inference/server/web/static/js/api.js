// The API of the server that this page came from.

const UNREACHABLE = "The server does not answer. Check the connection and try again.";

export class ApiError extends Error {}

export const ask = async (task, request) => json(await post(task, request));

// A file of the format that names its ending.
export async function exportNames(format, text) {
  const response = await post(`nouns/${format}`, { text });
  return response.ok ? response.blob() : json(response);
}

async function post(path, request) {
  try {
    return await fetch(`/v1/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    });
  } catch {
    throw new ApiError(UNREACHABLE);
  }
}

async function json(response) {
  const reply = await response.json().catch(() => null); // nginx answers for itself when the server is down
  if (reply?.error) throw new ApiError(reply.error.message);
  if (!response.ok || reply === null) throw new ApiError(UNREACHABLE);
  return reply;
}
